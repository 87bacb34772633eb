// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/**
 * The metric points of one request, in columns read by index. The methods here read sums and gauges; histograms stand beside
 * them. Read-only, and safe to keep.
 */
public interface MetricBatch {
    /** Number of points of sums and gauges. */
    int size();

    long fingerprint(int i);

    Series series(int i);

    /** Time of the point, milliseconds since the epoch; of a delta: its end. */
    long timeMillis(int i);

    double value(int i);

    HistogramBatch histograms();
}
