// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/**
 * What the points of one series add up to in some span of time. A store computes it; one point is the smallest.
 *
 * @param sum the values of a sum, each rounded to a whole number
 * @param count values in a distribution
 * @param nanos sum of a distribution in nanoseconds, each point rounded
 * @param last the value of a gauge at {@code lastMillis}, rounded (the greatest if there are several)
 */
public record Aggregate(long firstMillis, long lastMillis, long sum, long count, long nanos, long last) {
    private static final double NANOS_PER_SECOND = 1e9;

    public static Aggregate ofValue(long millis, double value) {
        long rounded = (long) Math.rint(value);
        return new Aggregate(millis, millis, rounded, 0, 0, rounded);
    }

    public static Aggregate ofDistribution(long millis, long count, double sumSeconds) {
        return new Aggregate(millis, millis, 0, count, (long) Math.rint(sumSeconds * NANOS_PER_SECOND), 0);
    }
}
