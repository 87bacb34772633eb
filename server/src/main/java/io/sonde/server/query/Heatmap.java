// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.time.Instant;
import java.util.List;

/**
 * How many spans began when and lasted how long. Only cells that hold something are there.
 *
 * @param stepNanos width of a cell in time
 */
public record Heatmap(Instant from, Instant to, long stepNanos, List<Cell> cells) {
    /** Durations double with every so many rows. */
    private static final int ROWS_PER_DOUBLING = 2;

    /** The last row has no end; it begins at 50 minutes. */
    public static final int ROWS = 64;

    private static final double MICROSECONDS = 1e-6;

    /**
     * @param step which of the steps since {@link #from}
     * @param row of durations: see {@link #seconds}
     * @param errors those that ended with an error
     * @param unanswered those to which no answer came
     */
    public record Cell(int step, int row, long count, long errors, long unanswered) {}

    /** Where a row begins; the first also has what is shorter. */
    public static double seconds(int row) {
        return row == 0 ? 0 : Math.pow(2, (double) row / ROWS_PER_DOUBLING) * MICROSECONDS;
    }
}
