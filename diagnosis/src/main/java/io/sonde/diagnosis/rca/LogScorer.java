// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Log lines that are lost or new, per request of the same kind; and lines that no longer follow each other. */
final class LogScorer implements TableScorer {
    @Override
    public Part part() {
        return Part.LOGS;
    }

    @Override
    public List<Finding> findings(Incident incident, SpanTable table, Trails trails) {
        var counts = new LogCounts(table, incident);
        Map<String, Finding> best = new TreeMap<>();
        for (var habits :
                List.of(new Habits(counts.lines(), table.slots()), new Habits(counts.successions(), table.slots()))) {
            trails.addAll(habits.trails());
            habits.changed().forEach(changed -> add(best, changed));
        }
        return List.copyOf(best.values());
    }

    private void add(Map<String, Finding> best, Habits.Changed changed) {
        Finding known = best.get(changed.habit().service());
        if (known == null || changed.value() > known.value()) {
            best.put(changed.habit().service(), changed.finding(part(), changed.value()));
        }
    }
}
