// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.util.Map;

/**
 * One row more in the block of a batch: it is in the table if, and only if, the batch is. Its metric is none that is ever asked
 * for, and it has no series.
 */
record BatchMark(int size, Series series, long timeMillis) implements MetricBatch, HistogramBatch {
    static final String METRIC = "sonde.batch";

    /** No row at all. */
    static final BatchMark NONE = new BatchMark(0, series(0L), 0);

    /** @param timeMillis of a point of the batch: it lands in the same partition */
    static BatchMark of(BatchId id, long timeMillis) {
        return new BatchMark(1, series(id.key()), timeMillis);
    }

    private static Series series(long key) {
        return new Series(key, METRIC, MetricKind.GAUGE, "", Map.of(), "", Map.of());
    }

    @Override
    public double value(int i) {
        return 0;
    }

    @Override
    public HistogramBatch histograms() {
        return NONE;
    }

    @Override
    public ExponentialHistogramBatch exponentialHistograms() {
        throw new IllegalStateException("BUG: a mark has rows of its own only");
    }

    @Override
    public SummaryBatch summaries() {
        throw new IllegalStateException("BUG: a mark has rows of its own only");
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public Series series(int i) {
        return series;
    }

    @Override
    public long timeMillis(int i) {
        return timeMillis;
    }

    @Override
    public long startMillis(int i) {
        return timeMillis;
    }

    @Override
    public long count(int i) {
        return 0;
    }

    @Override
    public double sum(int i) {
        return 0;
    }

    @Override
    public double min(int i) {
        return Double.NaN;
    }

    @Override
    public double max(int i) {
        return Double.NaN;
    }

    @Override
    public int buckets(int i) {
        return 0;
    }

    @Override
    public double upperBound(int i, int bucket) {
        throw new IndexOutOfBoundsException("BUG: a mark has no buckets");
    }

    @Override
    public long bucketCount(int i, int bucket) {
        throw new IndexOutOfBoundsException("BUG: a mark has no buckets");
    }
}
