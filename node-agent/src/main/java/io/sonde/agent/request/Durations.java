// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.otlp.ExponentialValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts durations in buckets of which each is 4.4 % wider than the one before (OpenTelemetry's exponential histogram of scale 4),
 * so that a median is right to two percent. Takes memory only for the range that was seen.
 */
final class Durations {
    static final int SCALE = 4;

    /** Shorter and longer ones are counted at the ends: a nanosecond, and two hours. */
    private static final double SHORTEST_SECONDS = 1e-9;

    private static final double LONGEST_SECONDS = 7_200;

    private static final int PER_OCTAVE = 1 << SCALE;
    private static final int SPARE = 8;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MANTISSA_BITS = 52;
    /** Looked up by the first bits of the mantissa, then at most one bucket off. */
    private static final int LOOKUP_BITS = 8;

    private static final double[] BOUNDS = bounds();
    private static final byte[] FIRST_GUESS = firstGuess();

    private int @Nullable [] counts;
    /** Index of the first bucket in {@link #counts}. */
    private int first;

    private long count;
    private double sum;
    private double min;
    private double max;

    void recordNanos(long nanos) {
        double seconds = Math.clamp(nanos / NANOS_PER_SECOND, SHORTEST_SECONDS, LONGEST_SECONDS);
        add(index(seconds));
        min = count == 0 ? seconds : Math.min(min, seconds);
        max = count == 0 ? seconds : Math.max(max, seconds);
        sum += seconds;
        count++;
    }

    /** The bucket (b^i, b^(i+1)] with b = 2^(1/16); a value on a bound may fall to the bucket above. */
    static int index(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = Math.getExponent(value);
        double mantissa = Double.longBitsToDouble((bits & ((1L << MANTISSA_BITS) - 1)) | (1023L << MANTISSA_BITS));
        int lookup = (int) (bits >>> (MANTISSA_BITS - LOOKUP_BITS)) & ((1 << LOOKUP_BITS) - 1);
        int within = FIRST_GUESS[lookup];
        if (within + 1 < PER_OCTAVE && mantissa >= BOUNDS[within + 1]) {
            within++;
        }
        return exponent * PER_OCTAVE + within;
    }

    private void add(int index) {
        int[] known = counts;
        if (known == null) {
            known = new int[SPARE];
            counts = known;
            first = index - SPARE / 2;
        } else if (count == 0 && (index < first || index >= first + known.length)) {
            first = index - known.length / 2;
        }
        if (index < first) {
            int more = first - index + SPARE;
            int[] wider = new int[known.length + more];
            System.arraycopy(known, 0, wider, more, known.length);
            first -= more;
            known = wider;
            counts = known;
        } else if (index >= first + known.length) {
            known = Arrays.copyOf(known, index - first + 1 + SPARE);
            counts = known;
        }
        known[index - first]++;
    }

    /** What was recorded since the last call; null when that is nothing. */
    @Nullable
    ExponentialValue drain() {
        int[] known = counts;
        if (count == 0 || known == null) {
            return null;
        }
        int from = 0;
        while (known[from] == 0) {
            from++;
        }
        int to = known.length;
        while (known[to - 1] == 0) {
            to--;
        }
        var value = new ExponentialValue(
                count, sum, min, max, SCALE, first + from, Arrays.copyOfRange(known, from, to), List.of());
        Arrays.fill(known, 0);
        count = 0;
        sum = 0;
        return value;
    }

    private static double[] bounds() {
        double[] bounds = new double[PER_OCTAVE];
        for (int i = 0; i < PER_OCTAVE; i++) {
            bounds[i] = Math.pow(2, (double) i / PER_OCTAVE);
        }
        return bounds;
    }

    private static byte[] firstGuess() {
        byte[] guess = new byte[1 << LOOKUP_BITS];
        for (int i = 0; i < guess.length; i++) {
            double mantissa = 1 + (double) i / guess.length;
            byte within = 0;
            while (within + 1 < PER_OCTAVE && mantissa >= BOUNDS[within + 1]) {
                within++;
            }
            guess[i] = within;
        }
        return guess;
    }
}
