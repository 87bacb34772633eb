// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.HistogramBatch;
import io.sonde.server.store.Series;
import io.sonde.server.store.block.IntColumn;
import io.sonde.server.store.block.LongColumn;

/** Histograms with explicit buckets; the buckets of all points stand one after another. */
final class HistogramColumns extends DistributionColumns implements HistogramBatch {
    /** OpenTelemetry's default; a guess that is wrong costs a copy. */
    private static final int USUAL_BUCKETS = 16;

    private final BoundsColumn bounds;
    private final LongColumn counts;
    private final IntColumn countsEnds;

    HistogramColumns(int capacity) {
        super(capacity);
        bounds = new BoundsColumn(capacity);
        counts = new LongColumn(capacity);
        countsEnds = new IntColumn(capacity);
    }

    /** So many points follow, with no more than so many buckets together. */
    void expect(int points, int mostBuckets) {
        expect(points);
        bounds.expect(points);
        counts.reserve((int) Math.min((long) points * USUAL_BUCKETS, mostBuckets));
        countsEnds.reserve(points);
    }

    /** The bounds of the point that is being read. */
    BoundsColumn bounds() {
        return bounds;
    }

    void addBucket(long count) {
        counts.add(count);
    }

    /** Whether the buckets of the point that is being read make sense: none at all, or rising bounds and a count more. */
    boolean bucketsFit() {
        int bucketCount = counts.size() - start(countsEnds, size());
        if (bucketCount == 0) {
            return bounds.count() == 0;
        }
        return bucketCount == bounds.count() + 1 && bounds.rises();
    }

    @Override
    void add(Series ofPoint, DistributionPoint point) {
        super.add(ofPoint, point);
        bounds.end();
        countsEnds.add(counts.size());
    }

    /** Forgets the buckets of the point that is being read. */
    void drop() {
        bounds.drop();
        counts.truncate(start(countsEnds, size()));
    }

    @Override
    public int buckets(int i) {
        return countsEnds.get(i) - start(countsEnds, i);
    }

    @Override
    public double upperBound(int i, int bucket) {
        return bucket < buckets(i) - 1 ? bounds.get(i, bucket) : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean sharesBounds(int i, int other) {
        return bounds.areShared(i, other) && buckets(i) == buckets(other);
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
        return super.bytes() + (long) counts.size() * Long.BYTES + bounds.bytes();
    }
}
