// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes alerts out of a series, as somebody would who has rules but no analysis: a value plainly above the last ones. Never
 * looks ahead.
 */
final class AlertRule {
    private static final int HISTORY = 60;
    private static final int LEAST_HISTORY = 10;
    private static final double LEAST_SIGMAS = 4;
    private static final double LEAST_SHARE = .1;
    private static final double QUARTILES_IN_SIGMAS = 1.349;

    private final double step;
    private final Deque<Double> history = new ArrayDeque<>();

    /** @param step what moves by less has not moved */
    AlertRule(double step) {
        this.step = step;
    }

    boolean fires(double value) {
        double[] known = history.stream().mapToDouble(one -> one).sorted().toArray();
        history.addLast(value);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        if (known.length < LEAST_HISTORY) {
            return false;
        }
        double median = known[known.length / 2];
        double sigma = (known[known.length * 3 / 4] - known[known.length / 4]) / QUARTILES_IN_SIGMAS;
        double scale = Math.max(Math.max(sigma, LEAST_SHARE * Math.abs(median)), step);
        return value - median > LEAST_SIGMAS * scale;
    }
}
