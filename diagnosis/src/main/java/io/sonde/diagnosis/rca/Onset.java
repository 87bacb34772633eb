// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.Optional;

/**
 * When a series left what it was at first, and by how much.
 *
 * @param ratio of its level since then to its level before
 */
record Onset(long millis, double ratio) {
    private static final int LEAST_POINTS = 9;
    private static final int LEAST_CALM = 5;
    private static final double LEAST_SIGMAS = 4;

    /** So many points in a row. */
    private static final int RUN = 3;

    private static final double LEAST_SHARE = .1;
    private static final double LEAST_STEP = 1e-3;

    /** An alert and its series are not told at the same moment. */
    private static final long LATEST_MILLIS = 120_000;

    static Optional<Onset> of(Points points, long alert) {
        int size = points.size();
        if (size < LEAST_POINTS) {
            return Optional.empty();
        }
        double[] values = new double[size];
        Arrays.setAll(values, points::value);
        Sample calm = Sample.of(Arrays.copyOf(values, Math.max(LEAST_CALM, size / 3)));
        double level = calm.median();
        double step = Math.max(Math.max(calm.deviation(), LEAST_SHARE * Math.abs(level)), LEAST_STEP);
        for (int at = 2; at + RUN <= size; at++) {
            if (points.millis(at) <= alert + LATEST_MILLIS && hasLeft(values, at, level, step)) {
                double now = Sample.of(Arrays.copyOfRange(values, at, size)).median();
                return Optional.of(new Onset(points.millis(at), (now + 1e-9) / (level + 1e-9)));
            }
        }
        return Optional.empty();
    }

    private static boolean hasLeft(double[] values, int at, double level, double step) {
        double side = Math.signum(values[at] - level);
        for (int i = at; i < at + RUN; i++) {
            if (side * (values[i] - level) / step <= LEAST_SIGMAS) {
                return false;
            }
        }
        return true;
    }
}
