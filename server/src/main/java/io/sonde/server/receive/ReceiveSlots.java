// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.ConnectionLimit;
import io.sonde.server.limit.Slots;
import jakarta.inject.Singleton;

/** How many senders, and requests of theirs, are attended to at a time. */
@Singleton
final class ReceiveSlots {
    private final Slots grpcConnections;
    private final Slots httpConnections;
    private final Slots requests;

    ReceiveSlots(OtlpConfig config, BoundedTables tables) {
        grpcConnections = new Slots(config.maxConnections());
        httpConnections = new Slots(config.maxConnections());
        requests = new Slots(config.maxRequests());
        tables.watch(Bounded.GRPC_CONNECTIONS, grpcConnections::fill);
        tables.watch(Bounded.HTTP_CONNECTIONS, httpConnections::fill);
        tables.watch(Bounded.REQUESTS, requests::fill);
    }

    ConnectionLimit grpcConnections() {
        return new ConnectionLimit(grpcConnections);
    }

    ConnectionLimit httpConnections() {
        return new ConnectionLimit(httpConnections);
    }

    /** Of both protocols. */
    Slots requests() {
        return requests;
    }
}
