// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.util.List;

/**
 * Requests at moments fixed before: what one run came to.
 *
 * @param perSecond answered
 * @param p50Nanos from the moment that the request was due: one that waits for others before it is as slow as its user finds it
 */
record Paced(double perSecond, long answered, double p50Nanos, double p99Nanos) {
    /** As many as many a server has from one client. */
    static final int CONNECTIONS = 16;

    /** @param newConnections one for each request; else they share some that stay open */
    static Paced run(LoadHost host, int port, double perSecond, double seconds, boolean newConnections)
            throws IOException {
        try (var load = host.start("ask", port, perSecond, seconds, newConnections ? 0 : CONNECTIONS)) {
            List<String> words = load.line();
            long answered = Long.parseLong(words.getFirst());
            return new Paced(
                    answered / Double.parseDouble(words.get(2)),
                    answered,
                    Long.parseLong(words.get(3)),
                    Long.parseLong(words.get(4)));
        }
    }
}
