// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sonde.server.Part;
import io.sonde.server.config.ListenAddress;
import io.sonde.server.store.DiskGuard;
import io.sonde.server.store.Store;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The operations port. A server of its own, the JDK's, so that it answers also while the others are busy, and is reached by
 * those alone who may reach its port.
 */
@Singleton
public final class OpsServer implements Part {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** A scrape and two probes at a time. */
    private static final int THREADS = 3;

    private final OpsConfig config;
    private final PrometheusMeterRegistry meters;
    private final Store store;
    private final DiskGuard disk;
    private final ExecutorService executor = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("ops-", 0).daemon().factory());
    private @Nullable HttpServer server;

    OpsServer(OpsConfig config, PrometheusMeterRegistry meters, Store store, DiskGuard disk) {
        this.config = config;
        this.meters = meters;
        this.store = store;
        this.disk = disk;
    }

    @Override
    public void start() throws IOException {
        HttpServer created = HttpServer.create(ListenAddress.of(config.host(), config.port()), 0);
        created.setExecutor(executor);
        created.createContext("/", this::answer);
        created.start();
        server = created;
    }

    /** The port that is really bound, also when any free one was asked for. */
    public int port() {
        return Objects.requireNonNull(server, "BUG: asked for the port before the start")
                .getAddress()
                .getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> send(exchange, 200, PROMETHEUS, meters.scrape());
                case "/-/healthy" -> send(exchange, 200, TEXT, "healthy\n");
                case "/-/ready" -> sendReadiness(exchange);
                default -> send(exchange, 404, TEXT, "there are /metrics, /-/healthy and /-/ready\n");
            }
        }
    }

    private void sendReadiness(HttpExchange exchange) throws IOException {
        String reason = store.notReady();
        if (reason == null) {
            // Readers are served all the same: a server that refuses to write is still the one to ask.
            String refusal = disk.refusal();
            send(exchange, 200, TEXT, refusal == null ? "ready\n" : "ready to read. " + refusal + "\n");
        } else {
            send(exchange, 503, TEXT, "not ready: " + reason + "\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        executor.shutdown();
    }
}
