// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import org.jspecify.annotations.Nullable;

/**
 * What the points of one series add up to in some span of time. A store computes it; one point is the smallest.
 *
 * @param sum the values of a sum, each rounded to a whole number
 * @param count values in a distribution
 * @param nanos sum of a distribution, or of the values of a sum, in nanoseconds where they are seconds, each point rounded
 * @param last the value of a gauge at {@code lastMillis}, rounded (the greatest if there are several)
 * @param seconds the values of an exponential histogram of seconds; null for any other kind
 */
public record Aggregate(
        long firstMillis,
        long lastMillis,
        long sum,
        long count,
        long nanos,
        long last,
        @Nullable Sketch seconds) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** What is greater is no time, and would not fit. */
    public static final long MOST_SECONDS = 1_000_000_000;

    public static Aggregate ofValue(long millis, double value) {
        long rounded = (long) Math.rint(value);
        long nanos = Math.abs(value) < MOST_SECONDS ? (long) Math.rint(value * NANOS_PER_SECOND) : 0;
        return new Aggregate(millis, millis, rounded, 0, nanos, rounded, null);
    }

    public static Aggregate ofDistribution(long millis, long count, double sumSeconds) {
        return new Aggregate(millis, millis, 0, count, (long) Math.rint(sumSeconds * NANOS_PER_SECOND), 0, null);
    }

    public static Aggregate ofSketch(long millis, long count, Sketch seconds) {
        return new Aggregate(millis, millis, 0, count, 0, 0, seconds);
    }
}
