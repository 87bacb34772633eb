// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Log lines that are lost or new, per request of the same kind. */
final class LogScorer implements TableScorer {
    private static final int SHOWN_CHARS = 80;
    private static final int LEAST_LINES = 20;

    @Override
    public Part part() {
        return Part.LOGS;
    }

    @Override
    public List<Finding> findings(Incident incident, SpanTable table) {
        var before = new LogCounts();
        var now = new LogCounts();
        for (int at = 0; at < table.size(); at++) {
            if (table.isEntry(at)) {
                (table.isDuring(at) ? now : before).addRequest(table.service(at), table.operation(at));
            }
        }
        long first = table.size() == 0 ? Long.MAX_VALUE : table.span(0).startMillis();
        for (LogLine line : incident.signals().logs()) {
            int span = table.place(line.trace(), line.span());
            String entry = span < 0 ? "" : table.operation(table.entry(span));
            if (incident.frame().isDuring(line.millis())) {
                now.addLine(line, entry);
            } else if (line.millis() >= first && incident.frame().isBefore(line.millis())) {
                before.addLine(line, entry);
            }
        }
        return before.lines() <= LEAST_LINES || now.lines() <= LEAST_LINES ? List.of() : compare(before, now);
    }

    private List<Finding> compare(LogCounts before, LogCounts now) {
        Set<Operation> patterns = new TreeSet<>(Operation.ORDER);
        patterns.addAll(before.patterns());
        patterns.addAll(now.patterns());
        Map<String, Finding> best = new TreeMap<>();
        for (Operation pattern : patterns) {
            var rates = new Rates(
                    Math.min(before.of(pattern), before.requests(pattern)),
                    before.requests(pattern),
                    Math.min(now.of(pattern), now.requests(pattern)),
                    now.requests(pattern));
            double value = rates.isKnown() ? rates.value() : 0;
            if (value > 0) {
                best.merge(pattern.service(), finding(pattern, rates, value), (a, b) -> a.value() >= b.value() ? a : b);
            }
        }
        return List.copyOf(best.values());
    }

    private Finding finding(Operation pattern, Rates rates, double value) {
        String shown =
                pattern.name().substring(0, Math.min(SHOWN_CHARS, pattern.name().length()));
        return new Finding(
                pattern.service(),
                part(),
                FaultKind.CODE,
                value,
                Sentence.of(
                        "%s log line: %s (%.2f -> %.2f per request)",
                        rates.isLess() ? "lost" : "new", shown, rates.before(), rates.now()),
                pattern.entry().isEmpty() ? null : pattern.entry());
    }
}
