// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.sonde.diagnosis.world.Limits;
import io.sonde.server.config.Says;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

@ConfigurationProperties("sonde.world")
public record WorldConfig(
        @Says("How far back the map is kept in memory; what is older is read from the store.")
        @Bindable(defaultValue = "1h")
        Duration live,

        @Says("How long a listener is remembered after it is gone, so that refused connections still show their"
                + " target.")
        @Bindable(defaultValue = "6h")
        Duration memory,

        @Says("Most bytes of the map's past in memory; what is older is then read from the store. Without it two"
                + " fifths of the heap.")
        @Nullable
        Long bytes,

        @Says("Most series of connections and processes in one map.") @Bindable(defaultValue = "400000")
        int series,

        @Says("Most listeners that are remembered.") @Bindable(defaultValue = "50000")
        int listeners,

        @Says("Most services in one map.") @Bindable(defaultValue = "5000")
        int services,

        @Says("Most edges in one map; the busiest are kept.") @Bindable(defaultValue = "20000")
        int edges,

        @Says("External ends that a service shows in each direction; the rest is joined into one.")
        @Bindable(defaultValue = "50")
        int externals,

        @Says("Most points that may wait to be taken into the map.") @Bindable(defaultValue = "500000")
        int queuePoints,

        @Says("How long a start may take to read the last hour back from the store.") @Bindable(defaultValue = "4s")
        Duration restore) {
    /** The rest of the heap has room for what answers take. */
    private static final double SHARE_OF_HEAP = 0.4;

    long mostBytes() {
        return bytes == null ? (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP) : bytes;
    }

    public Limits limits() {
        return new Limits(live, memory, mostBytes(), series, listeners, services, edges, externals);
    }
}
