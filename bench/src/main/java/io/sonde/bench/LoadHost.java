// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the load runs that agents are measured on: a network namespace of its own, so that a firewall of the host neither
 * slows it down nor has its table of connections filled by it.
 */
final class LoadHost implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Path SOURCE = Path.of("bench", "src", "main", "c", "load.c");

    private final String namespace = "sonde-bench-" + ProcessHandle.current().pid();
    private final Path program;

    LoadHost(Path dir) throws IOException, InterruptedException {
        program = dir.resolve("load");
        outside("cc", "-O2", "-pthread", SOURCE.toString(), "-o", program.toString());
        outside("ip", "netns", "add", namespace);
        outside("ip", "-n", namespace, "link", "set", "lo", "up");
    }

    /** One of the modes of {@code load.c}. */
    LoadProgram start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return startProgram(command.toArray(String[]::new));
    }

    /** Another program beside the load; what it complains of is shown. */
    LoadProgram startProgram(String... command) throws IOException {
        return new LoadProgram(new ProcessBuilder(inside(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** To its end; what it says is only shown where it fails. */
    void run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(inside(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
    }

    void awaitPort(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        Process process;
        do {
            process = new ProcessBuilder(inside("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (System.nanoTime() > end) {
                throw new IOException("nobody listens on port " + port + "; why stands above");
            }
        } while (process.waitFor() != 0);
    }

    private List<String> inside(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(command));
        return all;
    }

    /** A server that listens; returns when it does. */
    LoadProgram serve(int port) throws IOException {
        LoadProgram server = start("serve", port);
        server.line();
        return server;
    }

    /** Whoever connects to the one port gets the other: a translation, like that of a virtual address. */
    void redirect(int from, int to) throws IOException, InterruptedException {
        run(
                "iptables-legacy",
                "-t",
                "nat",
                "-A",
                "OUTPUT",
                "-p",
                "tcp",
                "--dport",
                String.valueOf(from),
                "-j",
                "REDIRECT",
                "--to-ports",
                String.valueOf(to));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void outside(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed; why stands above (as root?)");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            outside("ip", "netns", "del", namespace);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
