// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A time of trouble and the past before it, cut into steps: whole minutes in the past, ten seconds in the last minutes of it (the
 * past may be no longer than these), and even steps from then on. Counts are compared as rates, so that unequal steps do no harm.
 *
 * @param starts rising; the first is where the past begins
 * @param troubleMillis where the trouble begins: one of the starts
 * @param toMillis end of the last step
 */
public record Steps(List<Long> starts, long troubleMillis, long toMillis) {
    /** Up to this length trouble is looked at in the shortest steps there are; up to the next in minutes. */
    private static final long SHORT_MILLIS = 600_000;

    private static final long LONG_MILLIS = 3_600_000;
    private static final long LONGEST_STEP_MILLIS = 5 * Minute.MILLIS;

    private static final long RECENT_MILLIS = 300_000;

    public static Steps of(Window trouble, long pastMillis) {
        long length = trouble.toMillis() - trouble.fromMillis();
        boolean isShort = length <= SHORT_MILLIS;
        long step = isShort ? Window.STEP_MILLIS : length <= LONG_MILLIS ? Minute.MILLIS : LONGEST_STEP_MILLIS;
        // Long trouble begins on a whole minute: its minutes then lie ready.
        long begin = isShort ? trouble.fromMillis() : floorMinute(trouble.fromMillis());
        List<Long> starts = new ArrayList<>();
        long past = floorMinute(begin - pastMillis);
        long recent = Math.max(past, floorMinute(begin - RECENT_MILLIS));
        for (long start = past; start < recent; start += Minute.MILLIS) {
            starts.add(start);
        }
        for (long start = recent; start < begin; start += Window.STEP_MILLIS) {
            starts.add(start);
        }
        for (long start = begin; start < trouble.toMillis(); start += step) {
            starts.add(start);
        }
        return new Steps(Collections.unmodifiableList(starts), begin, trouble.toMillis());
    }

    private static long floorMinute(long millis) {
        return Math.floorDiv(millis, Minute.MILLIS) * Minute.MILLIS;
    }

    public int count() {
        return starts.size();
    }

    public Window step(int number) {
        long end = number + 1 < starts.size() ? starts.get(number + 1) : toMillis;
        return new Window(starts.get(number), end);
    }

    public Instant start(int number) {
        return Instant.ofEpochMilli(starts.get(number));
    }

    public boolean isTrouble(int number) {
        return starts.get(number) >= troubleMillis;
    }

    /** All of it. */
    public Window window() {
        return new Window(starts.getFirst(), toMillis);
    }

    /** The step that holds this time, which lies in the window. */
    public int at(long millis) {
        int found = Collections.binarySearch(starts, millis);
        return found >= 0 ? found : -found - 2;
    }

    /** What a store reads at once: even steps that follow each other. */
    public record Stretch(Window window, long stepMillis) {}

    /** The oldest first; together all of it. */
    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        long past = starts.getFirst();
        long recent = Math.max(past, floorMinute(troubleMillis - RECENT_MILLIS));
        if (past < recent) {
            stretches.add(new Stretch(new Window(past, recent), Minute.MILLIS));
        }
        if (recent < troubleMillis) {
            stretches.add(new Stretch(new Window(recent, troubleMillis), Window.STEP_MILLIS));
        }
        Window first = step(at(troubleMillis));
        stretches.add(new Stretch(new Window(troubleMillis, toMillis), first.toMillis() - first.fromMillis()));
        return stretches;
    }
}
