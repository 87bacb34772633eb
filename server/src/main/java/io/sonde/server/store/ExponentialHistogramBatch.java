// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** Histograms with exponential buckets, in columns read by index. */
public interface ExponentialHistogramBatch extends DistributionBatch {
    int scale(int i);

    long zeroCount(int i);

    double zeroThreshold(int i);

    int positiveOffset(int i);

    int positiveBuckets(int i);

    long positiveCount(int i, int bucket);

    int negativeOffset(int i);

    int negativeBuckets(int i);

    long negativeCount(int i, int bucket);
}
