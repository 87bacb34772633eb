// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * The spans of an incident, joined: whose child each is, which operation of its service the request came in by, how long it
 * worked itself. Before and during the incident in one table, so that a trace across the alert keeps its parents.
 */
final class SpanTable {
    /** The newest spans say what is normal; more of them say it no better, and take time. */
    private static final int MOST_BEFORE = 60_000;

    /** With fewer spans from well before, those from right before the alert must do. */
    private static final int LEAST_CLEAN = 1_000;

    /** A request may take this long: whoever began later than that before the data ends may miss its last calls. */
    private static final long SETTLING_MILLIS = 5_000;

    /** Nothing for as long as this is a hole in the data. */
    private static final long GAP_MILLIS = 60_000;

    private final List<Span> spans;
    private final int firstDuring;
    private final Map<SpanKey, Integer> places;
    private final int[] parents;
    private final long[] ownMicros;
    private final int[] entries;
    private final String[] remotes;
    private final int[] operationNumbers;
    private final Names<Operation> operations = new Names<>();
    private final boolean[] settled;
    private final boolean[] clean;
    private final Slots slots;

    private record SpanKey(long trace, long id) {}

    private SpanTable(List<Span> spans, int firstDuring, Frame frame) {
        this.spans = spans;
        this.firstDuring = firstDuring;
        this.places = new HashMap<>(spans.size() * 2);
        this.parents = new int[spans.size()];
        this.ownMicros = new long[spans.size()];
        this.entries = new int[spans.size()];
        this.remotes = new String[spans.size()];
        join();
        findEntries();
        this.operationNumbers = new int[spans.size()];
        for (int i = 0; i < operationNumbers.length; i++) {
            operationNumbers[i] = operations.number(Operation.of(this, i));
        }
        this.settled = settled(spans);
        this.clean = clean(spans.subList(0, firstDuring), frame);
        this.slots = Slots.of(this, frame);
    }

    private static List<Span> newest(List<Span> all, LongPredicate chosen) {
        List<Span> newest = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && newest.size() < MOST_BEFORE; i--) {
            if (chosen.test(all.get(i).startMillis())) {
                newest.add(all.get(i));
            }
        }
        return newest.reversed();
    }

    private static boolean[] clean(List<Span> before, Frame frame) {
        boolean[] clean = new boolean[before.size()];
        int count = 0;
        for (int i = 0; i < clean.length; i++) {
            clean[i] = frame.isWellBefore(before.get(i).startMillis());
            count += clean[i] ? 1 : 0;
        }
        if (count < LEAST_CLEAN) {
            Arrays.fill(clean, true);
        }
        return clean;
    }

    private static boolean[] settled(List<Span> spans) {
        boolean[] settled = new boolean[spans.size()];
        int later = 0;
        for (int i = 0; i < settled.length; i++) {
            long end = spans.get(i).startMillis() + SETTLING_MILLIS;
            while (later < settled.length && spans.get(later).startMillis() < end) {
                later++;
            }
            settled[i] = later < settled.length && spans.get(later).startMillis() < end + GAP_MILLIS;
        }
        return settled;
    }

    /** Both sides of the frame; empty if one of them has nothing to say. */
    static SpanTable of(List<Span> all, Frame frame) {
        int alert = all.size();
        while (alert > 0 && !(all.get(alert - 1).startMillis() < frame.alert().toEpochMilli())) {
            alert--;
        }
        List<Span> before = newest(all.subList(0, alert), frame::isBefore);
        List<Span> chosen = new ArrayList<>(before);
        all.subList(alert, all.size()).stream()
                .filter(span -> frame.isDuring(span.startMillis()))
                .forEach(chosen::add);
        return new SpanTable(chosen, before.size(), frame);
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

    /** The first of the last moments before the alert. */
    int firstLate() {
        int first = firstDuring;
        while (first > 0 && piece(first - 1) >= 0) {
            first--;
        }
        return first;
    }

    /** Which piece of the last moments before the alert it is in; -1 if in none. */
    int piece(int at) {
        return Slots.piece(spans.get(at).startMillis(), slots.alertMillis());
    }

    /** Which moment around the alert it is in; -1 if in none. */
    int moment(int at) {
        return slots.moment(spans.get(at).startMillis());
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

    /** Its operation within its kind of request, as a number of {@link #operations()}. */
    int operationNumber(int at) {
        return operationNumbers[at];
    }

    Names<Operation> operations() {
        return operations;
    }

    /** Whether the data goes on after it for long enough to have all that belongs to it. */
    boolean isSettled(int at) {
        return settled[at];
    }

    Slots slots() {
        return slots;
    }

    /** Before the incident, whether it is from well before this and earlier ones. */
    boolean isClean(int at) {
        return clean[at];
    }

    /** When it was, among all times that are told apart. */
    Slots.When when(int at) {
        long millis = spans.get(at).startMillis();
        int slot = isDuring(at) ? slots.now() : clean[at] ? slots.of(millis) : Slots.NONE;
        return new Slots.When(slot, slots.moment(millis));
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
