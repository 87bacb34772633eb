// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Child calls that an operation lost or newly makes, per run of it; charged to the operation. A callee whose caller calls it
 * differently is excused: it sees other traffic, it did not change.
 */
final class ShapeScorer implements TableScorer {
    /** A whole set of child calls never seen before counts a little less than a call. */
    private static final double SET_WORTH = .8;

    /** From this change of its caller on a callee is excused. */
    private static final double EXCUSED_FROM = .3;

    private static final double EXCUSED = .4;

    @Override
    public Part part() {
        return Part.SHAPE;
    }

    @Override
    public List<Finding> findings(Incident incident, SpanTable table) {
        Shapes before = Shapes.of(table, 0, table.firstDuring());
        Shapes now = Shapes.of(table, table.firstDuring(), table.size());
        Map<String, Finding> best = new TreeMap<>();
        Map<String, Double> touched = new TreeMap<>();
        for (Operation operation : now.operations()) {
            compare(operation, before, now, new Gathering(best, touched));
        }
        return best.values().stream()
                .map(finding ->
                        touched.getOrDefault(finding.service(), 0.0) >= EXCUSED_FROM ? excused(finding) : finding)
                .toList();
    }

    private record Gathering(Map<String, Finding> best, Map<String, Double> touched) {
        void add(Finding finding) {
            best.merge(finding.service(), finding, (a, b) -> a.value() >= b.value() ? a : b);
        }
    }

    private void compare(Operation operation, Shapes before, Shapes now, Gathering gathering) {
        Shapes.Shape old = before.of(operation);
        Shapes.Shape young = now.of(operation);
        if (!new Rates(0, old.runs(), 0, young.runs()).isKnown()) {
            return;
        }
        Set<Operation> children = new TreeSet<>(Operation.ORDER);
        children.addAll(old.children());
        children.addAll(young.children());
        for (Operation child : children) {
            var rates = new Rates(old.with(child), old.runs(), young.with(child), young.runs());
            double value = rates.value();
            if (value > 0) {
                gathering.add(finding(operation, value, sentence(operation, child, rates)));
                for (String far : reached(child, before, now)) {
                    if (!far.equals(operation.service())) {
                        gathering.touched.merge(far, value, Math::max);
                    }
                }
            }
        }
        compareSets(operation, old, young, gathering);
    }

    private void compareSets(Operation operation, Shapes.Shape old, Shapes.Shape young, Gathering gathering) {
        Set<Set<Operation>> sets = new HashSet<>(old.sets().keySet());
        sets.addAll(young.sets().keySet());
        if (old.sets().size() < 2 && young.sets().size() < 2) {
            return;
        }
        for (Set<Operation> set : sets) {
            int was = old.sets().getOrDefault(set, 0);
            int is = young.sets().getOrDefault(set, 0);
            if (was == 0 || is == 0) {
                double value = SET_WORTH * new Rates(was, old.runs(), is, young.runs()).value();
                gathering.add(finding(
                        operation,
                        value,
                        Sentence.of(
                                "%s in %s: %d of %d -> %d of %d",
                                is > 0 ? "new combination of child calls" : "lost combination of child calls",
                                operation.sentence(),
                                was,
                                old.runs(),
                                is,
                                young.runs())));
            }
        }
    }

    private static Set<String> reached(Operation child, Shapes before, Shapes now) {
        Set<String> services = new TreeSet<>(Set.of(child.service()));
        before.of(child).children().forEach(below -> services.add(below.service()));
        now.of(child).children().forEach(below -> services.add(below.service()));
        return services;
    }

    private Finding finding(Operation operation, double value, String sentence) {
        return new Finding(operation.service(), part(), FaultKind.CODE, value, sentence, operation.name());
    }

    private static Finding excused(Finding finding) {
        return new Finding(
                finding.service(),
                finding.part(),
                finding.kind(),
                EXCUSED * finding.value(),
                finding.sentence(),
                finding.operation());
    }

    private static String sentence(Operation operation, Operation child, Rates rates) {
        return Sentence.of(
                "%s %s %s in %s: %.2f -> %.2f per run",
                rates.isLess() ? "lost" : "new",
                child.service(),
                child.name(),
                operation.sentence(),
                rates.before(),
                rates.now());
    }
}
