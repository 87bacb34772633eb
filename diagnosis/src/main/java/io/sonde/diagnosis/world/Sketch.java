// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long things took: counts in buckets of which each is 9 % wider than the one before (OpenTelemetry's exponential histogram
 * of scale 3), over the range that was seen. Whole numbers, so that the order of adding does not matter. One thread.
 */
public final class Sketch {
    /** A bucket of it is two of those that our agents send; a quantile is then right to a few percent. */
    public static final int SCALE = 3;
    /** Shorter and longer times are counted at the ends: a nanosecond, and a bit more than two hours. */
    public static final int LOWEST = -30 << SCALE;

    public static final int HIGHEST = (13 << SCALE) - 1;

    private static final int PER_OCTAVE = 1 << SCALE;
    private static final int SPARE = 4;
    private static final int MOST_SHIFT = 31;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long THREE_DIGITS = 1_000;
    private static final double[] BOUNDS = bounds();
    private static final long[] MIDDLE_NANOS = middleNanos();

    private long[] counts = new long[0];
    /** The bucket that is counted first. */
    private int first;

    private long total;

    /** Counts of one bucket of an exponential histogram. */
    public void add(int scale, int index, long count) {
        add(bucket(scale, index), count);
    }

    /** Times that were measured as none. */
    public void addZeros(long count) {
        add(LOWEST, count);
    }

    /** How many times were added. */
    public long total() {
        return total;
    }

    /** How long all of them took together, each taken for the middle of its bucket: right to a few percent. */
    public long sumNanos() {
        long nanos = 0;
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] != 0) {
                nanos += counts[at] * MIDDLE_NANOS[first + at - LOWEST];
            }
        }
        return nanos;
    }

    /** Keeps its room. */
    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    public void add(Sketch other) {
        if (other.total == 0) {
            return;
        }
        int to = other.highest();
        int from = other.lowest();
        reserve(from, to);
        for (int bucket = from; bucket <= to; bucket++) {
            counts[bucket - first] += other.counts[bucket - other.first];
        }
        total += other.total;
    }

    /** The time that this share of all did not exceed, to three digits; null where nothing was added. */
    public @Nullable Double quantile(double share) {
        if (total == 0) {
            return null;
        }
        double rank = share * total;
        long before = 0;
        int at = 0;
        while (before + counts[at] < rank || counts[at] == 0) {
            before += counts[at++];
        }
        double from = BOUNDS[first + at - LOWEST];
        double to = BOUNDS[first + at + 1 - LOWEST];
        return rounded(from + (to - from) * (rank - before) / counts[at]);
    }

    void add(int bucket, long count) {
        if (count <= 0) {
            return; // nothing, or a sender that is not to be believed
        }
        reserve(bucket, bucket);
        counts[bucket - first] += count;
        total += count;
    }

    /** Zero for a bucket that is not held. */
    long count(int bucket) {
        int at = bucket - first;
        return at < 0 || at >= counts.length ? 0 : counts[at];
    }

    /** The lowest bucket with anything in it; only where there is one. */
    int lowest() {
        int at = 0;
        while (counts[at] == 0) {
            at++;
        }
        return first + at;
    }

    /** The highest bucket with anything in it; only where there is one. */
    int highest() {
        int at = counts.length - 1;
        while (counts[at] == 0) {
            at--;
        }
        return first + at;
    }

    /** Wider buckets than ours go to the one in their middle. */
    static int bucket(int scale, int index) {
        long bucket = scale >= SCALE
                ? index >> Math.min(scale - SCALE, MOST_SHIFT)
                : (2L * index + 1) << Math.min(SCALE - scale - 1, MOST_SHIFT);
        return Math.clamp(bucket, LOWEST, HIGHEST);
    }

    /** Makes room for these buckets at once. */
    void reserve(int from, int to) {
        if (from >= first && to < first + counts.length) {
            return;
        }
        boolean empty = total == 0;
        int low = empty ? from : Math.min(first, from);
        int high = empty ? to : Math.max(first + counts.length - 1, to);
        if (empty && high - low < counts.length) {
            first = low;
            return;
        }
        int start = low == first && !empty ? low : Math.max(LOWEST, low - SPARE);
        long[] wider = new long[Math.max(high, Math.min(high + SPARE, HIGHEST)) - start + 1];
        if (!empty) {
            System.arraycopy(counts, 0, wider, first - start, counts.length);
        }
        counts = wider;
        first = start;
    }

    private static double rounded(double seconds) {
        long nanos = (long) Math.rint(seconds * NANOS_PER_SECOND);
        long unit = 1;
        while (nanos / unit >= THREE_DIGITS) {
            unit *= 10;
        }
        return (nanos + unit / 2) / unit * unit / NANOS_PER_SECOND;
    }

    private static long[] middleNanos() {
        long[] nanos = new long[BOUNDS.length - 1];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (long) Math.rint((BOUNDS[i] + BOUNDS[i + 1]) / 2 * NANOS_PER_SECOND);
        }
        return nanos;
    }

    private static double[] bounds() {
        double[] bounds = new double[HIGHEST - LOWEST + 2];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = StrictMath.pow(2, (double) (LOWEST + i) / PER_OCTAVE);
        }
        return bounds;
    }
}
