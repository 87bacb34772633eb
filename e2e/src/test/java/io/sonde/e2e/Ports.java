// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Ports of a server that nothing else uses. */
record Ports(int http, int operations, int grpc, int otlpHttp) {
    static Ports free() {
        return new Ports(freeOne(), freeOne(), freeOne(), freeOne());
    }

    private static int freeOne() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + http;
    }

    /** As {@code build/run.sh} and the server take them. */
    Map<String, String> environment() {
        return Map.of(
                "SONDE_HTTP_PORT", String.valueOf(http),
                "SONDE_OPS_PORT", String.valueOf(operations),
                "SONDE_OTLP_GRPC_PORT", String.valueOf(grpc),
                "SONDE_OTLP_HTTP_PORT", String.valueOf(otlpHttp));
    }
}
