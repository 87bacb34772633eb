// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server and the node agent of dist/bin, as a user starts them, on free ports and a data directory of their own. */
final class Stack implements AutoCloseable {
    private static final Path DIST = Path.of("..", "dist").toAbsolutePath().normalize();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Programs programs = new Programs();
    private final Ports ports = Ports.free();
    private final Path data;
    private final Process server;

    /** @param settings more of the server's flags */
    Stack(Path data, String... settings) {
        this.data = data;
        List<String> command = new ArrayList<>(List.of(
                DIST.resolve("bin/sonde-server").toString(),
                "--data",
                data.toString(),
                "--http.port",
                String.valueOf(ports.http()),
                "--ops.port",
                String.valueOf(ports.operations()),
                "--otlp.grpc-port",
                String.valueOf(ports.grpc()),
                "--otlp.http-port",
                String.valueOf(ports.otlpHttp())));
        command.addAll(List.of(settings));
        server = programs.start(command);
        try {
            await("server ready").atMost(START_LIMIT).until(this::isReady);
        } catch (RuntimeException e) {
            // Nobody closes what was never made.
            close();
            throw e;
        }
    }

    /** Starts the node agent, under a runner such as setpriv if given; returns when the server has heard from it. */
    Process startAgent(String... runner) {
        List<String> command = new ArrayList<>(List.of(runner));
        command.addAll(List.of(
                DIST.resolve("bin/sonde-node-agent").toString(),
                "--endpoint",
                "http://127.0.0.1:" + ports.grpc(),
                "--spool-dir",
                data.resolve("agent").toString()));
        return startAgent(command, 1);
    }

    /**
     * A further agent that calls itself {@code name} and watches only the network namespace that the runner puts it into. It reports
     * each second: who waits for several of them waits for less.
     */
    Process startAgentOf(String name, String serverAddress, List<String> runner) {
        List<String> command = new ArrayList<>(runner);
        command.addAll(List.of(
                DIST.resolve("bin/sonde-node-agent").toString(),
                "--endpoint",
                "http://" + serverAddress + ":" + ports.grpc(),
                "--spool-dir",
                data.resolve("agent-" + name).toString(),
                "--interval",
                "1s",
                "--network-namespaces",
                "own",
                "--host-id",
                name,
                "--host-name",
                name));
        return startAgent(command, get("/api/v1/agents").size() + 1);
    }

    private Process startAgent(List<String> command, int agents) {
        Process agent = programs.start(command);
        await("agent heard")
                .atMost(START_LIMIT)
                .until(() -> get("/api/v1/agents").size() == agents);
        return agent;
    }

    /** Open on all addresses, so that agents elsewhere reach it. */
    int grpcPort() {
        return ports.grpc();
    }

    Process server() {
        return server;
    }

    /** Where programs send their own telemetry, over OTLP/HTTP. */
    String otlpUrl() {
        return "http://127.0.0.1:" + ports.otlpHttp();
    }

    String url() {
        return ports.url();
    }

    JsonNode get(String path) {
        return Rest.get(url() + path);
    }

    JsonNode post(String path, Object body) {
        return Rest.post(url() + path, body);
    }

    private boolean isReady() {
        if (!server.isAlive()) {
            throw new IllegalStateException("the server ended; what it said stands above");
        }
        return Rest.status("http://localhost:" + ports.operations() + "/-/ready") == 200;
    }

    @Override
    public void close() {
        programs.close();
    }
}
