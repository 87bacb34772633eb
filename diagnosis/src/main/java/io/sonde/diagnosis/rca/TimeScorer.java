// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where requests spend more time: work of a service's own operations, and gaps between what a caller waits and what the callee
 * works. A gap is charged to the callee, or to the caller if it waits for several callees alike. Own time that coincides, in
 * the same trace, with a gap elsewhere is waiting for it and not counted.
 */
final class TimeScorer implements TableScorer {
    /** Extra time that is worth one half, as a share of all time of requests. */
    private static final double HALF_SHARE = .1;

    /** Slow calls of a smaller share than this are the tail, not the fault. */
    private static final double PLAIN_SHARE = .2;

    /** Of the requests' time at least this is assumed, seconds per request. */
    private static final double LEAST_REQUEST_SECONDS = .2;

    @Override
    public Part part() {
        return Part.TIME;
    }

    @Override
    public List<Finding> findings(Incident incident, SpanTable table, Trails trails) {
        Map<SpanPlace, SlowCalls> slow = SlowCalls.of(table, incident.frame());
        Map<String, Double> gaps = new TreeMap<>();
        Map<String, Double> own = new TreeMap<>();
        Map<String, SlowCalls> worst = new HashMap<>();
        Map<String, SlowCalls> slowest = new HashMap<>();
        var edges = new SlowEdges(slow);
        slow.forEach((place, calls) -> {
            trails.add(calls.trail());
            double seconds = calls.excessSeconds() * calls.certainty() * Math.min(1, calls.raisedShare() / PLAIN_SHARE);
            if (seconds <= 0) {
                return;
            }
            String blamed = place.isGap() ? edges.blamed(place) : place.service();
            if (place.isGap()) {
                gaps.merge(blamed, seconds, Double::sum);
            } else {
                own.merge(blamed, seconds, Double::sum);
                worst.merge(blamed, calls, TimeScorer::slower);
            }
            slowest.merge(blamed, calls, TimeScorer::slower);
        });
        return findings(gaps, own, worst, slowest, requestSeconds(table));
    }

    private List<Finding> findings(
            Map<String, Double> gaps,
            Map<String, Double> own,
            Map<String, SlowCalls> worst,
            Map<String, SlowCalls> slowest,
            double total) {
        List<Finding> findings = new ArrayList<>();
        var services = new java.util.TreeSet<>(gaps.keySet());
        services.addAll(own.keySet());
        for (String service : services) {
            double waited = gaps.getOrDefault(service, 0.0);
            double worked = own.getOrDefault(service, 0.0);
            boolean network = waited > worked;
            double value = Scale.half((waited + worked) / total, HALF_SHARE);
            SlowCalls calls = worst.get(service);
            SlowCalls first = slowest.get(service);
            findings.add(new Finding(
                            service,
                            part(),
                            network ? FaultKind.NETWORK : FaultKind.CODE,
                            value,
                            Sentence.of(
                                    "%.2f s of %.1f s of requests more than usual are spent %s",
                                    waited + worked, total, network ? "on the way to it" : "in it"),
                            network || calls == null ? null : calls.place().operation())
                    .since(first == null ? null : first.began()));
        }
        return findings;
    }

    private static SlowCalls slower(SlowCalls one, SlowCalls other) {
        return one.excessSeconds() >= other.excessSeconds() ? one : other;
    }

    private static double requestSeconds(SpanTable table) {
        double total = 0;
        int roots = 0;
        for (int at = table.firstDuring(); at < table.size(); at++) {
            if (table.span(at).parent() == 0) {
                total += table.span(at).timing().micros() / 1e6;
                roots++;
            }
        }
        return Math.max(Math.max(total, LEAST_REQUEST_SECONDS * roots), Double.MIN_NORMAL);
    }
}
