// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Slots;
import jakarta.inject.Singleton;

/** How many browsers and scripts, and questions of theirs, are attended to at a time. */
@Singleton
public final class RestSlots {
    private final Slots connections;
    private final Slots requests;

    RestSlots(HttpConfig config, BoundedTables tables) {
        connections = new Slots(config.maxConnections());
        requests = new Slots(config.maxRequests());
        tables.watch(Bounded.REST_CONNECTIONS, connections::fill);
        tables.watch(Bounded.REST_REQUESTS, requests::fill);
    }

    Slots connections() {
        return connections;
    }

    public Slots requests() {
        return requests;
    }
}
