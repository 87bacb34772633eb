// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How often each operation ran, which child calls its runs made, and which sets of them. */
final class ShapeCounts {
    private final SpanTable table;
    private final Tally runs;
    private final Tally with;
    private final Tally sets;
    private final Names<List<Integer>> combinations = new Names<>();
    private final Map<Integer, Set<String>> servicesBelow = new HashMap<>();
    private final IdentityHashMap<Habit, Integer> children = new IdentityHashMap<>();

    ShapeCounts(SpanTable table) {
        this.table = table;
        this.runs = new Tally(table.slots());
        this.with = new Tally(table.slots());
        this.sets = new Tally(table.slots());
        Map<Integer, Set<Integer>> made = new HashMap<>();
        for (int at = 0; at < table.size(); at++) {
            int parent = table.parent(at);
            if (parent >= 0) {
                made.computeIfAbsent(parent, run -> new TreeSet<>()).add(table.operationNumber(at));
                servicesBelow
                        .computeIfAbsent(table.operationNumber(parent), run -> new TreeSet<>())
                        .add(table.service(at));
            }
        }
        for (int at = 0; at < table.size(); at++) {
            if (table.isSettled(at) && table.when(at).isKnown()) {
                count(at, made.getOrDefault(at, Set.of()));
            }
        }
    }

    private void count(int at, Set<Integer> made) {
        int operation = table.operationNumber(at);
        Slots.When when = table.when(at);
        runs.add(operation, when);
        made.forEach(child -> with.add(Names.pair(operation, child), when));
        sets.add(Names.pair(operation, combinations.number(List.copyOf(made))), when);
    }

    List<Habit> calls() {
        List<Habit> habits = new ArrayList<>();
        with.keys().stream().sorted(order()).forEach(key -> {
            Operation operation = table.operations().name(Names.first(key));
            Operation child = table.operations().name(Names.second(key));
            var habit = new Habit(
                    operation.service(),
                    operation.name(),
                    child.name(),
                    new Habit.Counts(with.of(key)),
                    new Habit.Counts(runs.of(Names.first(key))),
                    () -> "calls of " + child.service() + " " + child.name() + " in " + operation.sentence());
            habits.add(habit);
            children.put(habit, Names.second(key));
        });
        return habits;
    }

    /** Sets of child calls that were never seen before, or are never seen now, in operations that have several. */
    List<Habit> combinations() {
        Map<Integer, Long> kinds = sets.keys().stream()
                .filter(key -> isCompared(new Habit.Counts(sets.of(key))))
                .collect(Collectors.groupingBy(Names::first, Collectors.counting()));
        List<Habit> habits = new ArrayList<>();
        for (long key : sets.keys().stream().sorted(order()).toList()) {
            var counts = new Habit.Counts(sets.of(key));
            boolean once = counts.before() == 0 || counts.now() == 0;
            if (once && kinds.getOrDefault(Names.first(key), 0L) > 1) {
                habits.add(combination(key, counts));
            }
        }
        return habits;
    }

    /** Whether it was seen on one of both sides, not just in the moments between them. */
    private static boolean isCompared(Habit.Counts counts) {
        return counts.before() + counts.now() > 0;
    }

    private Habit combination(long key, Habit.Counts counts) {
        Operation operation = table.operations().name(Names.first(key));
        List<Integer> set = combinations.name(Names.second(key));
        String names = set.stream()
                .map(child -> table.operations().name(child).name())
                .sorted()
                .collect(Collectors.joining(", "));
        return new Habit(
                operation.service(),
                operation.name(),
                names,
                counts,
                new Habit.Counts(runs.of(Names.first(key))),
                () -> "calls of just " + (names.isEmpty() ? "nobody" : names) + " in " + operation.sentence());
    }

    /** The services that see other traffic if this habit changes. */
    Set<String> reached(Habit habit) {
        int child = children.getOrDefault(habit, -1);
        if (child < 0) {
            return Set.of();
        }
        Set<String> reached = new TreeSet<>(servicesBelow.getOrDefault(child, Set.of()));
        reached.add(table.operations().name(child).service());
        reached.remove(habit.service());
        return reached;
    }

    private Comparator<Long> order() {
        return Comparator.comparing((Long key) -> table.operations().name(Names.first(key)), Operation.ORDER)
                .thenComparing(Comparator.naturalOrder());
    }
}
