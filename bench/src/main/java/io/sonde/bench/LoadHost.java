// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the load runs that agents are measured on: a network namespace of its own, so that a firewall of the host neither
 * slows it down nor has its table of connections filled by it.
 */
final class LoadHost implements AutoCloseable {
    private static final Path SOURCE = Path.of("bench", "src", "main", "c", "load.c");

    private final String namespace = "sonde-bench-" + ProcessHandle.current().pid();
    private final Path program;

    LoadHost(Path dir) throws IOException, InterruptedException {
        program = dir.resolve("load");
        run("cc", "-O2", "-pthread", SOURCE.toString(), "-o", program.toString());
        run("ip", "netns", "add", namespace);
        run("ip", "-n", namespace, "link", "set", "lo", "up");
    }

    /** One of the modes of {@code load.c}. */
    LoadProgram start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace, program.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new LoadProgram(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
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
                "ip",
                "netns",
                "exec",
                namespace,
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

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed; why stands above (as root?)");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("ip", "netns", "del", namespace);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
