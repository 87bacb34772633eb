// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** Histograms with explicit buckets, in columns read by index. */
public interface HistogramBatch extends DistributionBatch {
    /** Number of buckets: one more than bounds, or 0 when only count and sum were sent. */
    int buckets(int i);

    /** Upper bound of a bucket, inclusive; the last bucket has none: positive infinity. */
    double upperBound(int i, int bucket);

    long bucketCount(int i, int bucket);

    /** Whether two points are known to have the same bounds; if not they may have the same all the same. */
    default boolean sharesBounds(int i, int other) {
        return false;
    }
}
