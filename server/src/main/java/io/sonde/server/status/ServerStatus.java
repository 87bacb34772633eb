// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.status;

import io.sonde.server.limit.AtLimit;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
import io.sonde.server.store.DamagedParts;
import io.sonde.server.store.DiskGuard;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the server is now. */
@Singleton
public final class ServerStatus {
    /** From here on a person should do something before anything is refused. */
    private static final double NEARLY_FULL = 0.9;

    private final ServerWatch watch;
    private final Losses losses;
    private final BoundedTables tables;
    private final DiskGuard disk;
    private final DamagedParts damaged;

    /** @param fill its count is that of the last hour */
    public record Table(Bounded which, Fill fill) {}

    /**
     * @param broken what has to be mended, in sentences
     * @param worth what is worth knowing, in sentences
     * @param lost in the last hour, by place
     */
    public record Report(
            long uptimeNanos,
            StoreState store,
            DiskGuard.Disk disk,
            List<String> broken,
            List<String> worth,
            List<Table> tables,
            Map<String, Long> lost) {}

    ServerStatus(ServerWatch watch, Losses losses, BoundedTables tables, DiskGuard disk, DamagedParts damaged) {
        this.watch = watch;
        this.losses = losses;
        this.tables = tables;
        this.disk = disk;
        this.damaged = damaged;
    }

    public Report now() {
        Map<String, Long> lately = watch.lately();
        StoreState store = watch.store();
        List<Table> filled = tables(lately);
        Map<String, Long> lost = only(losses.lost(), lately);
        return new Report(
                watch.uptimeNanos(), store, disk.disk(), broken(store), worth(lately, lost, filled), filled, lost);
    }

    private List<Table> tables(Map<String, Long> lately) {
        List<Table> filled = new ArrayList<>();
        tables.fills()
                .forEach((which, fill) -> filled.add(
                        new Table(which, new Fill(fill.size(), fill.limit(), lately.getOrDefault(which.text(), 0L)))));
        return filled;
    }

    private static Map<String, Long> only(Map<String, Long> names, Map<String, Long> lately) {
        Map<String, Long> some = new TreeMap<>();
        for (String name : names.keySet()) {
            long count = lately.getOrDefault(name, 0L);
            if (count > 0) {
                some.put(name, count);
            }
        }
        return some;
    }

    private List<String> broken(StoreState store) {
        List<String> broken = new ArrayList<>();
        if (store.away() != null) {
            broken.add("Nothing can be stored: %s.".formatted(store.away()));
        }
        String refusal = disk.refusal();
        if (refusal != null) {
            broken.add(refusal);
        }
        return broken;
    }

    private List<String> worth(Map<String, Long> lately, Map<String, Long> lost, List<Table> filled) {
        List<String> worth = new ArrayList<>();
        damaged.found().forEach(damage -> worth.add(damage.text()));
        long restarts = lately.getOrDefault(ServerWatch.RESTARTS, 0L);
        if (restarts > 0) {
            worth.add("The engine ended and was started again in the last hour (%d times).".formatted(restarts));
        }
        lost.forEach((where, count) -> worth.add("%,d items were lost in the last hour (%s).".formatted(count, where)));
        only(losses.refused(), lately)
                .forEach((where, count) ->
                        worth.add("%,d items were refused in the last hour (%s); their senders were told to come back."
                                .formatted(count, where)));
        filled.stream()
                .filter(table -> table.which().atLimit() != AtLimit.FORGETS)
                .forEach(table -> addFullness(table, worth));
        return worth;
    }

    private static void addFullness(Table table, List<String> worth) {
        Fill fill = table.fill();
        String setting = table.which().setting();
        String more = setting.isEmpty() ? "" : " A larger %s gives it more room.".formatted(setting);
        // What a queue refused is told by signal already.
        if (table.which().atLimit() != AtLimit.REFUSES && fill.noRoom() > 0) {
            worth.add("%,d found no room in %s in the last hour: %s.%s"
                    .formatted(
                            fill.noRoom(),
                            table.which().text(),
                            table.which().atLimit().says(),
                            more));
        } else if (fill.size() >= NEARLY_FULL * fill.limit()) {
            worth.add(String.format(
                    Locale.ROOT,
                    "%s is nearly full: %,d of %,d.%s",
                    table.which().text(),
                    fill.size(),
                    fill.limit(),
                    more));
        }
    }
}
