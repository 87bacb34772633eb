// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;

/** Values without their times: quantiles and a robust scale. */
final class Sample {
    /** The distance between the quartiles of a normal distribution, in standard deviations. */
    private static final double QUARTILES_IN_SIGMAS = 1.349;

    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    static Sample of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    int size() {
        return sorted.length;
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    /** Interpolated between neighbours. */
    double quantile(double share) {
        if (sorted.length == 0) {
            throw new IllegalStateException("BUG: a quantile of nothing");
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    double median() {
        return quantile(.5);
    }

    double medianOr(double other) {
        return isEmpty() ? other : median();
    }

    /** Standard deviation as the quartiles see it: outliers do not widen it. */
    double sigma() {
        return isEmpty() ? 0 : (quantile(.75) - quantile(.25)) / QUARTILES_IN_SIGMAS;
    }

    double mean() {
        return Arrays.stream(sorted).average().orElse(0);
    }

    double deviation() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    double share(double above) {
        return isEmpty()
                ? 0
                : (double) Arrays.stream(sorted).filter(value -> value > above).count() / size();
    }

    double meanExcess(double above) {
        return Arrays.stream(sorted)
                .map(value -> Math.max(0, value - above))
                .average()
                .orElse(0);
    }
}
