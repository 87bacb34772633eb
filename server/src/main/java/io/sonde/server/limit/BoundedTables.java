// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Who holds a bounded number of things says so here; from here it reaches {@code /metrics} and {@code /api/v1/server}. */
@Singleton
public final class BoundedTables {
    private final MeterRegistry meters;
    private final Map<Bounded, Supplier<Fill>> watched = Collections.synchronizedMap(new EnumMap<>(Bounded.class));

    public BoundedTables(MeterRegistry meters) {
        this.meters = meters;
    }

    public void watch(Bounded which, Supplier<Fill> fill) {
        if (watched.put(which, fill) != null) {
            throw new IllegalStateException("BUG: two of " + which.text());
        }
        Gauge.builder("sonde.server.table.size", () -> fill.get().size())
                .description("Entries in something bounded.")
                .tag("table", which.text())
                .register(meters);
        Gauge.builder("sonde.server.table.limit", () -> fill.get().limit())
                .description("Most entries that it may hold.")
                .tag("table", which.text())
                .register(meters);
        FunctionCounter.builder(
                        "sonde.server.table.no.room", fill, it -> it.get().noRoom())
                .description("How many found no room; what became of them is said by the tag.")
                .tags("table", which.text(), "effect", which.atLimit().name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    /** How full everything is now. */
    public Map<Bounded, Fill> fills() {
        Map<Bounded, Fill> fills = new EnumMap<>(Bounded.class);
        synchronized (watched) {
            watched.forEach((which, fill) -> fills.put(which, fill.get()));
        }
        return fills;
    }
}
