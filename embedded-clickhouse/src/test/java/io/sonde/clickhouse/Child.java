// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A program of ours in a process of its own, as the server starts it. What it says goes to a file. */
final class Child implements AutoCloseable {
    static final String SECRET = "only-for-tests";
    private static final long PATIENCE_SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("(?m)^listening (\\d+)$");

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** The engine, not yet listening. */
    static Child engine(Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(Arrays.asList(options));
        return start(Main.class, arguments.toArray(String[]::new));
    }

    static Child start(Class<?> main, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        line.addAll(Arrays.asList(arguments));
        try {
            Path output = Files.createTempFile("child", ".out");
            output.toFile().deleteOnExit();
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put(Main.SECRET_VARIABLE, SECRET);
            builder.environment().put("TZ", "UTC");
            return new Child(builder.start(), output);
        } catch (IOException e) {
            throw new AssertionError("the child could not be started", e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until it listens. */
    EngineHttp http() {
        Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> port().isPresent() || !process.isAlive());
        int port = port().orElseThrow(() -> new AssertionError("ended instead of listening: " + output()));
        return new EngineHttp(URI.create("http://127.0.0.1:" + port + "/"), SECRET);
    }

    private Optional<Integer> port() {
        Matcher listening = LISTENING.matcher(output());
        return listening.find() ? Optional.of(Integer.parseInt(listening.group(1))) : Optional.empty();
    }

    long pid() {
        return process.pid();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** As when the parent dies. */
    void endStdin() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("did not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A number from /proc/PID/status, such as Threads or VmRSS (kB). */
    long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        kill();
    }
}
