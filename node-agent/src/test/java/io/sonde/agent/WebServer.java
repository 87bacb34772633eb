// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A program of its own for tests: says its port on the first line; what is under /missing is not there, /broken is broken. */
final class WebServer {
    private static final byte[] BODY = new byte[20_000];

    private WebServer() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            int status = path.startsWith("/missing") ? 404 : path.startsWith("/broken") ? 500 : 200;
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status, BODY.length);
                exchange.getResponseBody().write(BODY);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println(server.getAddress().getPort());
    }
}
