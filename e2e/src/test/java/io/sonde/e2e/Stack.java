// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server and the node agent of dist/bin, as a user starts them, on free ports and a data directory of their own. */
final class Stack implements AutoCloseable {
    private static final Path DIST = Path.of("..", "dist").toAbsolutePath().normalize();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Programs programs = new Programs();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int restPort = freePort();
    private final int operationsPort = freePort();
    private final int grpcPort = freePort();
    private final Process server;

    Stack(Path data) {
        server = programs.start(List.of(
                DIST.resolve("bin/sonde-server").toString(),
                "--data",
                data.toString(),
                "--http.port",
                String.valueOf(restPort),
                "--ops.port",
                String.valueOf(operationsPort),
                "--otlp.grpc-port",
                String.valueOf(grpcPort),
                "--otlp.http-port",
                String.valueOf(freePort())));
        await("server ready").atMost(START_LIMIT).until(this::isReady);
    }

    /** Starts the node agent, under a runner such as setpriv if given; returns when the server has heard from it. */
    Process startAgent(String... runner) {
        List<String> command = new ArrayList<>(List.of(runner));
        command.addAll(
                List.of(DIST.resolve("bin/sonde-node-agent").toString(), "--endpoint", "http://127.0.0.1:" + grpcPort));
        Process agent = programs.start(command);
        await("agent heard")
                .atMost(START_LIMIT)
                .until(() -> get("/api/v1/agents").size() == 1);
        return agent;
    }

    Process server() {
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + restPort;
    }

    JsonNode get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isReady() {
        if (!server.isAlive()) {
            throw new IllegalStateException("the server ended; what it said stands above");
        }
        return status(operationsPort, "/-/ready") == 200;
    }

    private int status(int port, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        programs.close();
        http.close();
    }
}
