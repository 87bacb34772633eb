// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/**
 * The metric points of one request. The methods inherited here read sums and gauges; histograms and summaries stand beside
 * them.
 */
public interface MetricBatch extends PointBatch {
    double value(int i);

    HistogramBatch histograms();

    ExponentialHistogramBatch exponentialHistograms();

    SummaryBatch summaries();

    /** Number of points of every kind. */
    default int points() {
        return size()
                + histograms().size()
                + exponentialHistograms().size()
                + summaries().size();
    }

    /** About how much memory this takes. */
    long bytes();
}
