// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import static io.sonde.server.receive.decode.HistogramColumns.start;

import io.sonde.server.store.ExponentialHistogramBatch;
import io.sonde.server.store.Series;
import io.sonde.server.store.block.DoubleColumn;
import io.sonde.server.store.block.IntColumn;
import io.sonde.server.store.block.LongColumn;

/** Histograms with exponential buckets; the buckets of all points stand one after another. */
final class ExponentialHistogramColumns extends DistributionColumns implements ExponentialHistogramBatch {
    private final IntColumn scales;
    private final LongColumn zeroCounts;
    private final DoubleColumn zeroThresholds;
    final Side positive;
    final Side negative;

    /** The buckets on one side of zero. */
    static final class Side {
        private final IntColumn offsets;
        private final LongColumn counts;
        private final IntColumn ends;

        Side(int capacity) {
            offsets = new IntColumn(capacity);
            counts = new LongColumn(capacity);
            ends = new IntColumn(capacity);
        }

        void addBucket(long count) {
            counts.add(count);
        }

        private void end(int offset) {
            offsets.add(offset);
            ends.add(counts.size());
        }

        private void drop() {
            counts.truncate(start(ends, ends.size()));
        }

        private int buckets(int i) {
            return ends.get(i) - start(ends, i);
        }

        private long count(int i, int bucket) {
            return counts.get(start(ends, i) + bucket);
        }
    }

    ExponentialHistogramColumns(int capacity) {
        super(capacity);
        scales = new IntColumn(capacity);
        zeroCounts = new LongColumn(capacity);
        zeroThresholds = new DoubleColumn(capacity);
        positive = new Side(capacity);
        negative = new Side(capacity);
    }

    void add(Series ofPoint, ExponentialHistogramPoint point) {
        add(ofPoint, point.common);
        scales.add(point.scale);
        zeroCounts.add(point.zeroCount);
        zeroThresholds.add(point.zeroThreshold);
        positive.end(point.positiveOffset);
        negative.end(point.negativeOffset);
    }

    /** Forgets the buckets of the point that is being read. */
    void drop() {
        positive.drop();
        negative.drop();
    }

    @Override
    public int scale(int i) {
        return scales.get(i);
    }

    @Override
    public long zeroCount(int i) {
        return zeroCounts.get(i);
    }

    @Override
    public double zeroThreshold(int i) {
        return zeroThresholds.get(i);
    }

    @Override
    public int positiveOffset(int i) {
        return positive.offsets.get(i);
    }

    @Override
    public int positiveBuckets(int i) {
        return positive.buckets(i);
    }

    @Override
    public long positiveCount(int i, int bucket) {
        return positive.count(i, bucket);
    }

    @Override
    public int negativeOffset(int i) {
        return negative.offsets.get(i);
    }

    @Override
    public int negativeBuckets(int i) {
        return negative.buckets(i);
    }

    @Override
    public long negativeCount(int i, int bucket) {
        return negative.count(i, bucket);
    }

    @Override
    long bytes() {
        return super.bytes() + (long) (positive.counts.size() + negative.counts.size() + 3 * size()) * Long.BYTES;
    }
}
