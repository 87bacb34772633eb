// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.micronaut.runtime.server.EmbeddedServer;
import io.sonde.server.part.Part;
import jakarta.inject.Singleton;

/** The HTTP server of REST and UI. */
@Singleton
public final class WebServer implements Part {
    private final EmbeddedServer server;

    WebServer(EmbeddedServer server) {
        this.server = server;
    }

    @Override
    public void start() {
        server.start();
    }

    /** The port that is really bound, also when any free one was asked for. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
