// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server with its embedded engine, as a user starts them, on free ports of the loopback address. */
final class SondeServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Program program;
    private final int operationsPort = freePort();
    private final int otlpPort = freePort();
    private final int httpPort = freePort();

    SondeServer(Path dir) throws IOException, InterruptedException {
        this(dir, List.of(), "");
    }

    /** @param javaOptions for the server's JVM, after those of its launcher */
    SondeServer(Path dir, List<String> more, String javaOptions) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--data=" + dir.resolve("data"),
                "--http.host=127.0.0.1",
                "--http.port=" + httpPort,
                "--ops.host=127.0.0.1",
                "--ops.port=" + operationsPort,
                "--otlp.host=127.0.0.1",
                "--otlp.grpc-port=" + otlpPort,
                "--otlp.http-port=" + freePort()));
        arguments.addAll(more);
        program = Program.start("sonde-server", dir, arguments, Map.of("SONDE_JAVA_OPTIONS", javaOptions));
        try {
            awaitReady();
        } catch (IOException | InterruptedException e) {
            program.close();
            throw e;
        }
    }

    int otlpPort() {
        return otlpPort;
    }

    /** Of the server and its engine, since they started. */
    double cpuSeconds() throws IOException {
        return ProcessFigures.cpuSeconds(program.handle());
    }

    double residentMegabytes() throws IOException {
        return ProcessFigures.residentMegabytes(program.handle().pid());
    }

    /** The engine is the server's only child. */
    double engineResidentMegabytes() throws IOException {
        return ProcessFigures.residentMegabytes(
                program.handle().children().findFirst().orElseThrow().pid());
    }

    /** The body of an answer over REST. */
    String get(String path) throws IOException, InterruptedException {
        return get(httpPort, path);
    }

    /** What it counts, by its name on {@code /metrics}. */
    double metric(String name) throws IOException, InterruptedException {
        return get(operationsPort, "/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " on /metrics"));
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(START_LIMIT)
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready()) {
            if (program.hasEnded() || System.nanoTime() > limit) {
                throw new IOException("the server does not get ready; it says:\n" + program.output());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return http.send(readiness(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private HttpRequest readiness() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operationsPort + "/-/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        program.close();
        http.close();
    }
}
