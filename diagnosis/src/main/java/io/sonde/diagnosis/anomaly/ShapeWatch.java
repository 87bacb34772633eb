// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

import java.util.Arrays;

/**
 * Surprised by a stretch of points unlike any stretch before: its distance to those that it is most like. Knows days and weeks
 * by having seen them, without being told how long they are.
 */
final class ShapeWatch implements Watch {
    /** Stretches kept; the oldest goes. */
    private static final int MOST = 1_000;

    /** With fewer than so many times its length, everything is unlike everything. */
    private static final int LEAST_LENGTHS = 10;

    /** A single one that it is like may be an accident. */
    private static final int NEIGHBOURS = 5;

    /** A series that hardly moves may tremble by this share of its level. */
    private static final double LEAST_LEVEL = .02;

    private static final double LEAST_DISTANCE = .03;

    private final double[][] known = new double[MOST][];
    private final double[] nearest = new double[NEIGHBOURS];
    private final Recent recent = new Recent(MOST);
    private final int length;
    private int count;

    /** @param length points of a stretch */
    ShapeWatch(int length) {
        this.length = length;
    }

    @Override
    public String name() {
        return "shape of " + length + " points";
    }

    /** As a share of the range that the series moves in. */
    @Override
    public double least() {
        return LEAST_DISTANCE;
    }

    @Override
    public double surprise(double value) {
        recent.add(value);
        if (recent.size() < length) {
            return 0;
        }
        double[] stretch = new double[length];
        Arrays.setAll(stretch, recent::ago);
        double distance = distance(stretch);
        known[count++ % MOST] = stretch;
        double range = recent.quantile(.95) - recent.quantile(.05);
        double scale = Math.max(range, LEAST_LEVEL * Math.abs(recent.median()) + Double.MIN_NORMAL);
        return count <= LEAST_LENGTHS * length ? 0 : distance / scale;
    }

    private double distance(double[] stretch) {
        Arrays.fill(nearest, Double.MAX_VALUE);
        int size = Math.min(count, MOST);
        // The stretches just before share points with this one.
        for (int age = length + 1; age <= size; age++) {
            keep(squares(stretch, known[Math.floorMod(count - age, MOST)]));
        }
        double sum = 0;
        for (double near : nearest) {
            sum += near == Double.MAX_VALUE ? 0 : Math.sqrt(near / length);
        }
        return sum / NEIGHBOURS;
    }

    private void keep(double squares) {
        int at = NEIGHBOURS - 1;
        if (squares >= nearest[at]) {
            return;
        }
        while (at > 0 && nearest[at - 1] > squares) {
            nearest[at] = nearest[at - 1];
            at--;
        }
        nearest[at] = squares;
    }

    private double squares(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }
}
