// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sonde.clickhouse.chdb.ConnectionPool;
import io.sonde.clickhouse.chdb.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The engine's door: HTTP on the loopback address only. */
public final class HttpFacade implements AutoCloseable {
    /** More than the engine has connections: those above wait for their turn, and pings are answered meanwhile. */
    private static final int HANDLERS = 48;

    /** The engine's parser runs on these threads and recurses into what it parses. */
    private static final long STACK_BYTES = 4 << 20;

    private static final int BACKLOG = 128;
    private static final int FAREWELL_SECONDS = 2;

    private final HttpServer server;
    private final ExecutorService handlers;
    private final Hangups hangups;

    private HttpFacade(HttpServer server, ExecutorService handlers, Hangups hangups) {
        this.server = server;
        this.handlers = handlers;
        this.hangups = hangups;
    }

    /** @param port 0 for any that is free */
    public static HttpFacade open(int port, Engine engine, Credentials credentials, long maxRequestBytes)
            throws IOException {
        configureJdkServer();
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        HttpServer server = HttpServer.create(address, BACKLOG);
        // Platform threads: a call into the engine would pin a virtual thread's carrier.
        ExecutorService handlers = Executors.newFixedThreadPool(
                HANDLERS,
                work -> Thread.ofPlatform().name("http").stackSize(STACK_BYTES).unstarted(work));
        server.setExecutor(handlers);
        Hangups hangups = new Hangups(server.getAddress().getPort());
        server.createContext("/", new QueryHandler(engine, credentials, hangups, maxRequestBytes));
        server.createContext("/ping", exchange -> ping(exchange, engine.pool()));
        server.start();
        return new HttpFacade(server, handlers, hangups);
    }

    /** Read once, when the server's class is loaded. */
    private static void configureJdkServer() {
        // Without it each small answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Seconds. Clients keep connections for long; one closed under a request costs them a retry.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("jdk.httpserver.maxConnections", "512");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Says as well how busy the engine is. */
    private static void ping(HttpExchange exchange, ConnectionPool pool) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("X-Sonde-Statements-Running", String.valueOf(pool.running()));
        headers.set("X-Sonde-Statements-Limit", String.valueOf(pool.limit()));
        headers.set("X-Sonde-Statements-Turned-Away", String.valueOf(pool.turnedAway()));
        byte[] ok = "Ok.\n".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, ok.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(ok);
        }
    }

    /** Takes nothing new; what the engine has answered or refused by now still reaches its client. */
    @Override
    public void close() {
        hangups.close();
        handlers.shutdown();
        try {
            if (!handlers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("clients are too slow to take their answers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }
}
