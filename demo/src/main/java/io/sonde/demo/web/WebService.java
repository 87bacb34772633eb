// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A port with routes. The knob {@code closed} closes the port while the process lives, {@code slow} delays each answer. */
public final class WebService implements AutoCloseable {
    /** More at once would not fit into the small heap; the kernel's queue holds the rest. */
    private static final int THREADS = 64;

    private static final int BACKLOG = 256;

    private final int port;
    private final Knobs knobs;
    /** By method and path, such as {@code GET /orders}. */
    private final Map<String, Handler> routes;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofVirtual().name("request").factory());
    private @Nullable HttpServer server;

    public WebService(int port, Knobs knobs, Map<String, Handler> routes) {
        this.port = port;
        this.knobs = knobs;
        this.routes = Map.copyOf(routes);
    }

    public void start() throws IOException {
        open();
        knobs.watch("closed", this::setClosed);
    }

    /** The port it listens on; not the one it was given when that was 0. */
    synchronized int port() {
        return server == null ? port : server.getAddress().getPort();
    }

    synchronized void setClosed(boolean closed) throws IOException {
        if (closed) {
            close();
        } else {
            open();
        }
    }

    private synchronized void open() throws IOException {
        if (server != null) {
            return;
        }
        var opened = HttpServer.create(new InetSocketAddress(port), BACKLOG);
        opened.createContext("/", this::handle);
        opened.setExecutor(threads);
        opened.start();
        server = opened;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Answer answer = answer(Request.of(exchange.getRequestMethod(), exchange.getRequestURI()));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            // A connection for each request: the demo's truth is counted in connections.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(Request request) {
        try {
            Thread.sleep(knobs.delay("slow"));
            Handler handler = routes.get(request.method() + " " + request.path());
            return handler == null ? Answer.notFound() : handler.answer(request);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return Answer.ofFailure(e);
        }
    }
}
