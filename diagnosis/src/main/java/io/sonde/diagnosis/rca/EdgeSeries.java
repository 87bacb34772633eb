// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * The calls of one service to another, measured at both ends.
 *
 * @param active 1 for each step with calls, 0 for each without
 * @param sourceSeconds how long the caller waits
 * @param targetSeconds how long the callee works, at the same times
 */
public record EdgeSeries(Call call, Points active, Points sourceSeconds, Points targetSeconds) {
    /** What is spent on the way. */
    Points gap() {
        long[] times = new long[sourceSeconds.size()];
        double[] gaps = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = sourceSeconds.millis(i);
            gaps[i] = sourceSeconds.value(i) - targetSeconds.at(times[i]);
        }
        return Points.of(times, gaps);
    }
}
