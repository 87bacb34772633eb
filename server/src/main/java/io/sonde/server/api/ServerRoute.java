// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.sonde.server.status.ServerStatus;
import io.sonde.server.store.Store;
import java.time.Clock;

/** The server about itself; answered also while the store is away. */
@Controller("/api/v1/server")
final class ServerRoute {
    private final ServerStatus status;
    private final Store store;
    private final Clock clock;

    ServerRoute(ServerStatus status, Store store, Clock clock) {
        this.status = status;
        this.store = store;
        this.clock = clock;
    }

    /**
     * How the server is: its store, what is full, what was lost.
     *
     * @return the server as it is now
     */
    @Get
    ServerAnswer server() {
        return ServerAnswer.of(status.now(), store.isEmbedded(), store.restarts(), clock.instant());
    }
}
