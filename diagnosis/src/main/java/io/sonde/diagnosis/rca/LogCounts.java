// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lines per pattern and kind of request, requests per kind, and which line followed which within a request. */
final class LogCounts {
    private static final int SHOWN_CHARS = 80;

    /** Before the first line of a request, and after the last. */
    private static final String EDGE = "";

    private final SpanTable table;
    private final Names<Operation> names = new Names<>();
    private final Tally requests;
    private final Tally lines;
    private final Tally runs;
    private final Tally successions;

    LogCounts(SpanTable table, Incident incident) {
        this.table = table;
        this.requests = new Tally(table.slots());
        this.lines = new Tally(table.slots());
        this.runs = new Tally(table.slots());
        this.successions = new Tally(table.slots());
        Map<Integer, List<LogLine>> byRequest = new HashMap<>();
        incident.signals().logs().forEach(line -> add(line, byRequest));
        Set<Integer> logging = new HashSet<>();
        byRequest.keySet().forEach(entry -> logging.add(table.operationNumber(entry)));
        for (int at = 0; at < table.size(); at++) {
            if (table.isEntry(at)
                    && table.isSettled(at)
                    && table.when(at).isKnown()
                    && logging.contains(table.operationNumber(at))) {
                addRequest(at, byRequest.getOrDefault(at, List.of()));
            }
        }
    }

    /** A line of a known request waits for the rest of it; others are counted per request of the service. */
    private void add(LogLine line, Map<Integer, List<LogLine>> byRequest) {
        int span = table.place(line.trace(), line.span());
        if (span >= 0) {
            byRequest
                    .computeIfAbsent(table.entry(span), entry -> new ArrayList<>())
                    .add(line);
            return;
        }
        Slots.When when = table.slots().when(line.millis());
        if (when.isKnown()) {
            lines.add(names.number(new Operation(line.service(), EDGE, line.pattern())), when);
        }
    }

    private void addRequest(int entry, List<LogLine> told) {
        Slots.When when = table.when(entry);
        String service = table.service(entry);
        String operation = table.operation(entry);
        requests.add(names.number(new Operation(service, operation, EDGE)), when);
        requests.add(names.number(new Operation(service, EDGE, EDGE)), when);
        Set<String> once = new HashSet<>();
        int last = names.number(new Operation(service, operation, EDGE));
        for (LogLine line : told) {
            int next = names.number(new Operation(service, operation, line.pattern()));
            if (once.add(line.pattern())) {
                lines.add(next, when);
            }
            follow(last, next, when);
            last = next;
        }
        follow(last, names.number(new Operation(service, operation, EDGE)), when);
    }

    private void follow(int first, int second, Slots.When when) {
        runs.add(first, when);
        successions.add(Names.pair(first, second), when);
    }

    List<Habit> lines() {
        List<Habit> habits = new ArrayList<>();
        lines.keys().stream()
                .map(key -> names.name((int) (long) key))
                .sorted(Operation.ORDER)
                .forEach(line -> {
                    int kind = names.number(new Operation(line.service(), line.entry(), EDGE));
                    habits.add(new Habit(
                            line.service(),
                            line.entry().isEmpty() ? null : line.entry(),
                            line.name(),
                            new Habit.Counts(lines.of(names.number(line))),
                            new Habit.Counts(requests.of(kind)),
                            () -> "log line \"" + shown(line.name()) + "\""));
                });
        return habits;
    }

    List<Habit> successions() {
        List<Habit> habits = new ArrayList<>();
        successions.keys().stream().sorted(order()).forEach(key -> {
            Operation first = names.name(Names.first(key));
            Operation second = names.name(Names.second(key));
            habits.add(new Habit(
                    first.service(),
                    first.entry(),
                    second.name(),
                    new Habit.Counts(successions.of(key)),
                    new Habit.Counts(runs.of(Names.first(key))),
                    () -> "log line \"" + shown(second.name()) + "\" right after \"" + shown(first.name()) + "\""));
        });
        return habits;
    }

    private Comparator<Long> order() {
        return Comparator.comparing((Long key) -> names.name(Names.first(key)), Operation.ORDER)
                .thenComparing(key -> names.name(Names.second(key)), Operation.ORDER);
    }

    private static String shown(String pattern) {
        return pattern.isEmpty() ? "(begin or end)" : pattern.substring(0, Math.min(SHOWN_CHARS, pattern.length()));
    }
}
