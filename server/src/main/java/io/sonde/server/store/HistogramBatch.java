// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** Histograms with explicit buckets, in columns read by index. */
public interface HistogramBatch {
    int size();

    long fingerprint(int i);

    Series series(int i);

    long timeMillis(int i);

    /** Where the interval begins, milliseconds since the epoch; 0 when it was not said. */
    long startMillis(int i);

    long count(int i);

    /** Sum of the values; NaN when it was not said. */
    double sum(int i);

    /** Smallest value; NaN when it was not said. */
    double min(int i);

    /** Largest value; NaN when it was not said. */
    double max(int i);

    /** Number of buckets: one more than bounds, or 0 when only count and sum were sent. */
    int buckets(int i);

    /** Upper bound of a bucket, inclusive; the last bucket has none: positive infinity. */
    double upperBound(int i, int bucket);

    long bucketCount(int i, int bucket);
}
