// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.time.Duration;

/**
 * How much a world may hold; what is beyond is left out and counted.
 *
 * @param live how far back steps are kept in memory
 * @param bytes of packed steps in memory; where they are too many, the oldest minutes go before their time
 * @param memory how long before a window's end a listener is remembered that has gone since, so that refused connections
 *     still point at the service that used to be there
 * @param series series in one window or in memory
 * @param listeners remembered listeners
 * @param services services in one answer
 * @param edges edges in one answer
 * @param externals external ends of one service in each direction; the rest is joined, not left out
 */
public record Limits(
        Duration live, Duration memory, long bytes, int series, int listeners, int services, int edges, int externals) {
    /** An hour answers nearly every page view; 400,000 series are about 5,000 services with five dependencies each. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofHours(1), Duration.ofHours(6), 200 << 20, 400_000, 50_000, 5_000, 20_000, 50);
}
