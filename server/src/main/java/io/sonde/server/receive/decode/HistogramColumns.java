// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.HistogramBatch;
import io.sonde.server.store.Series;
import io.sonde.server.store.block.DoubleColumn;
import io.sonde.server.store.block.IntColumn;
import io.sonde.server.store.block.LongColumn;

/** Histograms with explicit buckets; the buckets of all points stand one after another. */
final class HistogramColumns extends DistributionColumns implements HistogramBatch {
    private final DoubleColumn bounds;
    private final IntColumn boundsEnds;
    private final LongColumn counts;
    private final IntColumn countsEnds;

    HistogramColumns(int capacity) {
        super(capacity);
        bounds = new DoubleColumn(capacity);
        boundsEnds = new IntColumn(capacity);
        counts = new LongColumn(capacity);
        countsEnds = new IntColumn(capacity);
    }

    void addBound(double bound) {
        bounds.add(bound);
    }

    void addBucket(long count) {
        counts.add(count);
    }

    /** Whether the buckets of the point that is being read make sense: none at all, or rising bounds and a count more. */
    boolean bucketsFit() {
        int from = start(boundsEnds, size());
        int boundCount = bounds.size() - from;
        int bucketCount = counts.size() - start(countsEnds, size());
        if (bucketCount == 0) {
            return boundCount == 0;
        }
        return bucketCount == boundCount + 1 && rises(from);
    }

    private boolean rises(int from) {
        for (int i = from + 1; i < bounds.size(); i++) {
            if (!(bounds.get(i) > bounds.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    @Override
    void add(Series ofPoint, DistributionPoint point) {
        super.add(ofPoint, point);
        boundsEnds.add(bounds.size());
        countsEnds.add(counts.size());
    }

    /** Forgets the buckets of the point that is being read. */
    void drop() {
        bounds.truncate(start(boundsEnds, size()));
        counts.truncate(start(countsEnds, size()));
    }

    @Override
    public int buckets(int i) {
        return countsEnds.get(i) - start(countsEnds, i);
    }

    @Override
    public double upperBound(int i, int bucket) {
        int index = start(boundsEnds, i) + bucket;
        return index < boundsEnds.get(i) ? bounds.get(index) : Double.POSITIVE_INFINITY;
    }

    @Override
    public long bucketCount(int i, int bucket) {
        return counts.get(start(countsEnds, i) + bucket);
    }

    static int start(IntColumn ends, int i) {
        return i == 0 ? 0 : ends.get(i - 1);
    }

    @Override
    long bytes() {
        return super.bytes() + (long) (bounds.size() + counts.size()) * Long.BYTES;
    }
}
