// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs that a test starts, and that end with it. */
final class Programs implements AutoCloseable {
    private final List<Process> running = new ArrayList<>();

    Process start(String... command) throws IOException {
        return start(List.of(command));
    }

    Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        running.add(process);
        return process;
    }

    /** The command of a class of these tests as a program of its own. */
    static String[] java(Class<?> main, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Stream<String> options = Stream.of(
                java, "-Xmx32m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName());
        return Stream.concat(options, Stream.of(arguments)).toArray(String[]::new);
    }

    @Override
    public void close() {
        for (Process process : running) {
            process.destroyForcibly().onExit().join();
        }
    }
}
