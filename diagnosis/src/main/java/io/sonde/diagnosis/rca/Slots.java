// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The time before, cut into slots in which something is known, so that it can be seen whether a thing happens evenly or in
 * bursts; and the last moments before the alert, which may belong to either side, in pieces of their own.
 */
final class Slots {
    private static final long LEAST_MILLIS = 30_000;

    /** The last moments before the alert are told apart this finely. */
    static final int PIECES = 12;

    static final long PIECE_MILLIS = Frame.GUARD_MILLIS / PIECES;

    /** From the first of these pieces on, and on after the alert: when things began is told this finely. */
    static final int MOMENTS = PIECES + 30;

    /** More slots say it no better. */
    private static final int MOST = 64;

    /** In no slot, or in no piece. */
    static final int NONE = -1;

    /**
     * When something was.
     *
     * @param slot of the time before, or now; none in a time that says nothing of what is usual
     * @param moment from the last pieces before the alert on, or none; it may have a slot too
     */
    record When(int slot, int moment) {
        boolean isKnown() {
            return slot >= 0 || moment >= 0;
        }
    }

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

    long alertMillis() {
        return alertMillis;
    }

    /** All there are: of the time before, of now, of the moments around the alert, and of the time before these. */
    int places() {
        return count + 1 + MOMENTS + 1;
    }

    When when(long millis) {
        return new When(of(millis), moment(millis));
    }

    /** Which of the pieces before the alert, the earliest is 0. */
    static int piece(long millis, long alertMillis) {
        long since = millis - (alertMillis - Frame.GUARD_MILLIS);
        return since < 0 || millis >= alertMillis ? NONE : (int) (since / PIECE_MILLIS);
    }

    int moment(long millis) {
        long number = Math.floorDiv(millis - (alertMillis - Frame.GUARD_MILLIS), PIECE_MILLIS);
        return number < 0 || number >= MOMENTS ? NONE : (int) number;
    }

    /** When each moment begins. */
    long[] moments() {
        return LongStream.range(0, MOMENTS)
                .map(number -> alertMillis - Frame.GUARD_MILLIS + number * PIECE_MILLIS)
                .toArray();
    }

    /** Which one a time is in, {@link #now()} for the incident, none for a time of which nothing is known. */
    int of(long millis) {
        if (millis >= alertMillis) {
            return now();
        }
        int place = Arrays.binarySearch(known, slot(millis));
        return place < 0 ? NONE : (int) ((long) place * count / known.length);
    }

    private static long slot(long millis) {
        return Math.floorDiv(millis, LEAST_MILLIS);
    }
}
