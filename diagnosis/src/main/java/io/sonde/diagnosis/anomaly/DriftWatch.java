// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

/** Surprised by many values in a row that are each a little on one side of what is usual: a sum of sigmas (CUSUM). */
final class DriftWatch implements Watch {
    /** What is usual: long enough not to follow the drift at once. */
    private static final int POINTS = 500;

    private static final int LEAST_POINTS = 50;

    /** A value this near to the median speaks against a drift. */
    private static final double ALLOWED_SIGMAS = 1;

    /** One value, however far, is a spike and no drift. */
    private static final double MOST_SIGMAS = 4;

    private static final double LEAST_RANGE = .2;
    private static final double LEAST_LEVEL = .01;

    private final Recent recent = new Recent(POINTS);
    private double up;
    private double down;

    @Override
    public String name() {
        return "drift";
    }

    /** Five values in a row that could not be farther. */
    @Override
    public double least() {
        return 15;
    }

    @Override
    public double surprise(double value) {
        if (recent.size() >= LEAST_POINTS) {
            double range = recent.quantile(.95) - recent.quantile(.05);
            double scale = Math.max(
                    Math.max(recent.sigma(), LEAST_RANGE * range),
                    LEAST_LEVEL * Math.abs(recent.median()) + Double.MIN_NORMAL);
            double sigmas = Math.clamp((value - recent.median()) / scale, -MOST_SIGMAS, MOST_SIGMAS);
            up = Math.max(0, up + sigmas - ALLOWED_SIGMAS);
            down = Math.max(0, down - sigmas - ALLOWED_SIGMAS);
        }
        recent.add(value);
        return Math.max(up, down);
    }
}
