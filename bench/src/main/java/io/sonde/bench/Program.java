// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of dist/bin that runs while it is measured; what it prints goes to a file. */
final class Program implements AutoCloseable {
    private static final Path BIN = Path.of("dist", "bin");
    private static final int STOP_SECONDS = 20;
    private static final int POLL_MILLIS = 10;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Program start(String name, Path dir, List<String> arguments) throws IOException {
        return start(name, dir, arguments, Map.of());
    }

    /** @param entrance what its command begins with; it must replace itself by the program */
    static Program start(List<String> entrance, String name, Path dir, List<String> arguments) throws IOException {
        return start(entrance, name, dir, arguments, Map.of());
    }

    static Program start(String name, Path dir, List<String> arguments, Map<String, String> environment)
            throws IOException {
        return start(List.of(), name, dir, arguments, environment);
    }

    private static Program start(
            List<String> entrance, String name, Path dir, List<String> arguments, Map<String, String> environment)
            throws IOException {
        Path launcher = BIN.resolve(name);
        if (!Files.isExecutable(launcher)) {
            throw new IOException("no " + launcher + ": run make build first");
        }
        List<String> command = new ArrayList<>(entrance);
        command.add(launcher.toString());
        command.addAll(arguments);
        Path log = dir.resolve(name + ".log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    /** The launcher replaces itself by the JVM, so this is the JVM. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** Waits until it prints the text. */
    void awaitOutput(String text, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!output().contains(text)) {
            if (hasEnded() || System.nanoTime() > end) {
                throw new IOException("it does not say \"" + text + "\" but:\n" + output());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
