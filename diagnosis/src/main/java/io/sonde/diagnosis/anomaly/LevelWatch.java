// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

/** Surprised by a value far from the last ones, in robust sigmas. */
final class LevelWatch implements Watch {
    /** What is near: enough for quartiles, few enough to follow a series that wanders. */
    private static final int POINTS = 100;

    private static final int LEAST_POINTS = 20;

    /** A series that hardly moves may tremble by this share of its range, and of its level. */
    private static final double LEAST_RANGE = .2;

    private static final double LEAST_LEVEL = .01;

    private final Recent recent = new Recent(POINTS);

    @Override
    public String name() {
        return "level";
    }

    /** One sigma. */
    @Override
    public double least() {
        return 1;
    }

    @Override
    public double surprise(double value) {
        double sigmas = 0;
        if (recent.size() >= LEAST_POINTS) {
            double range = recent.quantile(.95) - recent.quantile(.05);
            double scale = Math.max(
                    Math.max(recent.sigma(), LEAST_RANGE * range),
                    LEAST_LEVEL * Math.abs(recent.median()) + Double.MIN_NORMAL);
            sigmas = Math.abs(value - recent.median()) / scale;
        }
        recent.add(value);
        return sigmas;
    }
}
