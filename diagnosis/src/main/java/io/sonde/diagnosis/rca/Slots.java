// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The time before, cut into slots in which something is known, so that it can be seen whether a thing happens evenly or in
 * bursts.
 */
final class Slots {
    private static final long LEAST_MILLIS = 30_000;

    /** More slots say it no better. */
    private static final int MOST = 64;

    private final long[] known;
    private final int count;
    private final long alertMillis;

    private Slots(long[] known, long alertMillis) {
        this.known = known;
        this.count = Math.max(1, Math.min(MOST, known.length));
        this.alertMillis = alertMillis;
    }

    /** @param table whose spans say when something is known */
    static Slots of(SpanTable table, Frame frame) {
        LongStream known = IntStream.range(0, table.firstDuring())
                .filter(table::isClean)
                .mapToLong(at -> slot(table.span(at).startMillis()));
        return new Slots(known.sorted().distinct().toArray(), frame.alert().toEpochMilli());
    }

    /** How many there are of the time before. */
    int count() {
        return count;
    }

    int now() {
        return count;
    }

    /** Which one a time is in, {@link #now()} for the incident, -1 for a time of which nothing is known. */
    int of(long millis) {
        if (millis >= alertMillis) {
            return now();
        }
        int place = Arrays.binarySearch(known, slot(millis));
        return place < 0 ? -1 : (int) ((long) place * count / known.length);
    }

    private static long slot(long millis) {
        return Math.floorDiv(millis, LEAST_MILLIS);
    }
}
