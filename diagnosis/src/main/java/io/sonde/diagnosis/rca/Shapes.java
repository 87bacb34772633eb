// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each operation ran, which child calls its runs made, and which sets of them; on one side of the alert. */
final class Shapes {
    private final Map<Operation, Shape> shapes = new TreeMap<>(Operation.ORDER);

    /** One operation: its runs, runs with each child call, runs with each set of child calls. */
    static final class Shape {
        private int runs;
        private final Map<Operation, Integer> with = new TreeMap<>(Operation.ORDER);
        private final Map<Set<Operation>, Integer> sets = new HashMap<>();

        int runs() {
            return runs;
        }

        int with(Operation child) {
            return with.getOrDefault(child, 0);
        }

        Set<Operation> children() {
            return with.keySet();
        }

        Map<Set<Operation>, Integer> sets() {
            return sets;
        }
    }

    static Shapes of(SpanTable table, int from, int to) {
        Map<Integer, Set<Operation>> children = new HashMap<>();
        Operation[] operations = new Operation[table.size()];
        Map<Operation, Operation> shared = new HashMap<>();
        for (int at = from; at < to; at++) {
            Operation operation = Operation.of(table, at);
            operations[at] = shared.computeIfAbsent(operation, same -> same);
        }
        for (int at = from; at < to; at++) {
            int parent = table.parent(at);
            if (parent >= from && parent < to) {
                children.computeIfAbsent(parent, run -> new TreeSet<>(Operation.ORDER))
                        .add(operations[at]);
            }
        }
        var all = new Shapes();
        for (int at = from; at < to; at++) {
            Shape shape = all.shapes.computeIfAbsent(operations[at], operation -> new Shape());
            Set<Operation> set = children.getOrDefault(at, Set.of());
            shape.runs++;
            set.forEach(child -> shape.with.merge(child, 1, Integer::sum));
            shape.sets.merge(set, 1, Integer::sum);
        }
        return all;
    }

    Set<Operation> operations() {
        return shapes.keySet();
    }

    Shape of(Operation operation) {
        return shapes.getOrDefault(operation, new Shape());
    }
}
