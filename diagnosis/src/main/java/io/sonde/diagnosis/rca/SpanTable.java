// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The spans of an incident, joined: whose child each is, which operation of its service the request came in by, how long it
 * worked itself. Before and during the incident in one table, so that a trace across the alert keeps its parents.
 */
final class SpanTable {
    /** The newest spans say what is normal; more of them say it no better, and take time. */
    private static final int MOST_BEFORE = 60_000;

    private final List<Span> spans;
    private final int firstDuring;
    private final Map<SpanKey, Integer> places;
    private final int[] parents;
    private final long[] ownMicros;
    private final int[] entries;
    private final String[] remotes;

    private record SpanKey(long trace, long id) {}

    private SpanTable(List<Span> spans, int firstDuring) {
        this.spans = spans;
        this.firstDuring = firstDuring;
        this.places = new HashMap<>(spans.size() * 2);
        this.parents = new int[spans.size()];
        this.ownMicros = new long[spans.size()];
        this.entries = new int[spans.size()];
        this.remotes = new String[spans.size()];
        join();
        findEntries();
    }

    /** Both sides of the frame; empty if one of them has nothing to say. */
    static SpanTable of(List<Span> all, Frame frame) {
        List<Span> before = new ArrayList<>();
        int alert = all.size();
        while (alert > 0 && !(all.get(alert - 1).startMillis() < frame.alert().toEpochMilli())) {
            alert--;
        }
        for (int i = alert - 1; i >= 0 && before.size() < MOST_BEFORE; i--) {
            if (frame.isBefore(all.get(i).startMillis())) {
                before.add(all.get(i));
            }
        }
        List<Span> chosen = new ArrayList<>(before.reversed());
        all.subList(alert, all.size()).stream()
                .filter(span -> frame.isDuring(span.startMillis()))
                .forEach(chosen::add);
        return new SpanTable(chosen, before.size());
    }

    private void join() {
        for (int i = 0; i < spans.size(); i++) {
            places.put(new SpanKey(spans.get(i).trace(), spans.get(i).id()), i);
            ownMicros[i] = spans.get(i).timing().micros();
        }
        Arrays.fill(parents, -1);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            int parent = place(span.trace(), span.parent());
            if (parent < 0 || parent == i) {
                continue;
            }
            parents[i] = parent;
            ownMicros[parent] -= span.timing().micros();
            if (!spans.get(parent).service().equals(span.service())) {
                remotes[parent] = span.service();
            }
        }
    }

    private void findEntries() {
        Arrays.fill(entries, -1);
        for (int i = 0; i < spans.size(); i++) {
            int at = i;
            int steps = 0;
            while (entries[at] < 0 && !isEntry(at) && steps++ < spans.size()) {
                at = parents[at];
            }
            int entry = entries[at] >= 0 ? entries[at] : at;
            entries[i] = entry;
        }
    }

    /** The place of a span, or -1. */
    int place(long trace, long id) {
        return id == 0 ? -1 : places.getOrDefault(new SpanKey(trace, id), -1);
    }

    int size() {
        return spans.size();
    }

    int firstDuring() {
        return firstDuring;
    }

    boolean isDuring(int at) {
        return at >= firstDuring;
    }

    Span span(int at) {
        return spans.get(at);
    }

    String service(int at) {
        return spans.get(at).service();
    }

    String operation(int at) {
        return spans.get(at).operation();
    }

    int parent(int at) {
        return parents[at];
    }

    /** Whether the request came into the service by this span. */
    boolean isEntry(int at) {
        return parents[at] < 0 || !service(parents[at]).equals(service(at));
    }

    /** The span by which the request came into this span's service. */
    int entry(int at) {
        return entries[at];
    }

    /** Where the service is called by this span; null where none is. */
    @org.jspecify.annotations.Nullable
    String remote(int at) {
        return remotes[at];
    }

    /** Who calls whom, as the spans tell. */
    Set<Call> calls() {
        Set<Call> calls = new TreeSet<>();
        for (int at = 0; at < size(); at++) {
            String remote = remotes[at];
            if (remote != null) {
                calls.add(new Call(service(at), remote));
            }
        }
        return calls;
    }

    /** How long it ran, without its children. */
    double ownSeconds(int at) {
        return Math.max(0, ownMicros[at]) / 1e6;
    }

    /** Whether there is enough on both sides to compare. */
    boolean isComparable() {
        return firstDuring > LEAST && size() - firstDuring > LEAST;
    }

    private static final int LEAST = 50;
}
