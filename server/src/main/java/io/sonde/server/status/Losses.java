// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.status;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sonde.server.limit.BoundedTables;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What was not taken since the start, by place: read from the same counters as {@code /metrics}, so that none is left out. */
@Singleton
final class Losses {
    private static final String REJECTED = "sonde.server.rejected.items";
    private static final String DROPPED = "sonde.server.dropped.items";

    /** The sender keeps it and comes back. */
    private static final Set<String> COMES_BACK = Set.of("queue_full", "store_away", "disk_full");

    private static final String MAP = "world";
    private static final String FUTURE = "future";

    private final MeterRegistry meters;
    private final BoundedTables tables;

    Losses(MeterRegistry meters, BoundedTables tables) {
        this.meters = meters;
        this.tables = tables;
    }

    /** What will not come again: points of a request that are not valid, and those that the map could not place. */
    Map<String, Long> lost() {
        Map<String, Long> lost = new TreeMap<>();
        meters.find(REJECTED).meters().forEach(meter -> lost.merge(where(meter), count(meter), Long::sum));
        meters.find(DROPPED)
                .tags("signal", MAP, "reason", FUTURE)
                .meters()
                .forEach(meter -> lost.merge(where(meter), count(meter), Long::sum));
        return lost;
    }

    /** What was refused for the time being. */
    Map<String, Long> refused() {
        Map<String, Long> refused = new TreeMap<>();
        meters.find(DROPPED).meters().stream()
                .filter(meter -> !MAP.equals(meter.getId().getTag("signal")))
                .filter(meter -> COMES_BACK.contains(meter.getId().getTag("reason")))
                .forEach(meter -> refused.merge(where(meter), count(meter), Long::sum));
        return refused;
    }

    /** What found no room, by table. */
    Map<String, Long> noRoom() {
        Map<String, Long> noRoom = new TreeMap<>();
        tables.fills().forEach((which, fill) -> noRoom.put(which.text(), fill.noRoom()));
        return noRoom;
    }

    private static String where(Meter meter) {
        return Objects.requireNonNullElse(meter.getId().getTag("signal"), "").toLowerCase(Locale.ROOT)
                + '.'
                + meter.getId().getTag("reason");
    }

    private static long count(Meter meter) {
        for (Measurement measurement : meter.measure()) {
            return (long) measurement.getValue();
        }
        return 0;
    }
}
