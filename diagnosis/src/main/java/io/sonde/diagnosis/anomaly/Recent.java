// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

import java.util.Arrays;

/** The last values of a series, also in order of size. Cost of a value: moving part of an array of this size. */
final class Recent {
    private static final double QUARTILES_IN_SIGMAS = 1.349;

    private final double[] ring;
    private final double[] sorted;
    private int size;
    private int next;

    Recent(int most) {
        ring = new double[most];
        sorted = new double[most];
    }

    void add(double value) {
        if (size == ring.length) {
            int old = Arrays.binarySearch(sorted, 0, size, ring[next]);
            System.arraycopy(sorted, old + 1, sorted, old, size - old - 1);
            size--;
        }
        int place = Arrays.binarySearch(sorted, 0, size, value);
        int at = place < 0 ? -place - 1 : place;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
        ring[next] = value;
        next = (next + 1) % ring.length;
    }

    int size() {
        return size;
    }

    /** The value this many points ago, 0 for the last one. */
    double ago(int points) {
        return ring[Math.floorMod(next - 1 - points, ring.length)];
    }

    double quantile(double share) {
        if (size == 0) {
            return 0;
        }
        double place = share * (size - 1);
        int below = (int) place;
        int above = Math.min(below + 1, size - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    double median() {
        return quantile(.5);
    }

    /** Standard deviation as the quartiles see it. */
    double sigma() {
        return (quantile(.75) - quantile(.25)) / QUARTILES_IN_SIGMAS;
    }
}
