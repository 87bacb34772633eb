// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.util.List;

/**
 * A connection per request for some seconds, as many as two cores give: what one run reached.
 *
 * @param connections established, each with one request and one answer
 * @param failed not established, or not answered
 */
record Storm(double seconds, long connections, long failed, long p50Micros, long p99Micros) {
    /** Two that wait for their answers keep client and server busy on two cores. */
    private static final int THREADS = 2;

    static Storm run(LoadHost host, int port, double seconds) throws IOException {
        try (var storm = host.start("storm", port, seconds, THREADS)) {
            List<String> words = storm.line();
            return new Storm(
                    seconds,
                    Long.parseLong(words.get(0)),
                    Long.parseLong(words.get(1)),
                    Long.parseLong(words.get(2)),
                    Long.parseLong(words.get(3)));
        }
    }

    double perSecond() {
        return connections / seconds;
    }
}
