// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts programs, and ends those it started. */
final class Programs implements AutoCloseable {
    private final List<Process> started = new ArrayList<>();

    static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** A class of these tests as a program of its own. */
    static List<String> ofClass(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    Process start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs to the end; a failure is an error that shows what was printed. */
    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean has(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(dir -> new File(dir, program).canExecute());
    }

    /** Reads the program's output until a line of it equals the one awaited. */
    static void awaitLine(Process process, String line) {
        BufferedReader reader = process.inputReader();
        try {
            String read;
            while ((read = reader.readLine()) != null) {
                if (read.equals(line)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the program ended before it said: " + line);
    }

    static String lastLine(Process process) {
        return process.inputReader().lines().reduce((first, second) -> second).orElse("");
    }

    @Override
    public void close() {
        for (Process process : started.reversed()) {
            process.destroy();
            try {
                if (!process.waitFor(15, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
