// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Child calls that an operation lost or newly makes, per run of it; charged to the operation. A callee whose caller calls it
 * differently is excused: it sees other traffic, it did not change.
 */
final class ShapeScorer implements TableScorer {
    /** From this change of its caller on a callee is excused. */
    private static final double EXCUSED_FROM = .3;

    private static final double EXCUSED = .25;

    @Override
    public Part part() {
        return Part.SHAPE;
    }

    @Override
    public List<Finding> findings(Incident incident, SpanTable table, Trails trails) {
        var counts = new ShapeCounts(table);
        Map<String, Finding> best = new TreeMap<>();
        Map<String, Double> touched = new HashMap<>();
        var calls = new Habits(counts.calls(), table.slots());
        trails.addAll(calls.trails());
        for (Habits.Changed changed : calls.changed()) {
            add(best, changed);
            for (String reached : counts.reached(changed.habit())) {
                touched.merge(reached, changed.value(), Math::max);
            }
        }
        new Habits(counts.combinations(), table.slots()).changed().forEach(changed -> add(best, changed));
        return best.values().stream()
                .map(finding ->
                        touched.getOrDefault(finding.service(), 0.0) >= EXCUSED_FROM ? excused(finding) : finding)
                .toList();
    }

    private void add(Map<String, Finding> best, Habits.Changed changed) {
        Finding known = best.get(changed.habit().service());
        if (known == null || changed.value() > known.value()) {
            best.put(changed.habit().service(), changed.finding(part(), changed.value()));
        }
    }

    private static Finding excused(Finding finding) {
        return new Finding(
                        finding.service(),
                        finding.part(),
                        finding.kind(),
                        EXCUSED * finding.value(),
                        finding.sentence(),
                        finding.operation())
                .since(finding.began());
    }
}
