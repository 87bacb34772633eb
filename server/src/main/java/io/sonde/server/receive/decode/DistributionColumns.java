// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.DistributionBatch;
import io.sonde.server.store.Series;
import io.sonde.server.store.block.DoubleColumn;
import io.sonde.server.store.block.LongColumn;

/** What all points have that are more than one number. */
abstract class DistributionColumns implements DistributionBatch {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The columns here; what stands in arrays comes on top. */
    private static final int BYTES_PER_POINT = 7 * Long.BYTES;

    private final SeriesColumn series;
    private final LongColumn times;
    private final LongColumn starts;
    private final LongColumn counts;
    private final DoubleColumn sums;
    private final DoubleColumn mins;
    private final DoubleColumn maxs;

    DistributionColumns(int capacity) {
        series = new SeriesColumn(capacity);
        times = new LongColumn(capacity);
        starts = new LongColumn(capacity);
        counts = new LongColumn(capacity);
        sums = new DoubleColumn(capacity);
        mins = new DoubleColumn(capacity);
        maxs = new DoubleColumn(capacity);
    }

    /** So many points follow. */
    void expect(int points) {
        series.reserve(points);
        times.reserve(points);
        starts.reserve(points);
        counts.reserve(points);
        sums.reserve(points);
        mins.reserve(points);
        maxs.reserve(points);
    }

    /** Ends the row of the point that was read. */
    void add(Series ofPoint, DistributionPoint point) {
        series.add(ofPoint);
        times.add(point.timeNanos / NANOS_PER_MILLI);
        starts.add(point.startNanos / NANOS_PER_MILLI);
        counts.add(point.count);
        sums.add(point.sum);
        mins.add(point.min);
        maxs.add(point.max);
    }

    @Override
    public int size() {
        return series.size();
    }

    @Override
    public Series series(int i) {
        return series.get(i);
    }

    @Override
    public long timeMillis(int i) {
        return times.get(i);
    }

    @Override
    public long startMillis(int i) {
        return starts.get(i);
    }

    @Override
    public long count(int i) {
        return counts.get(i);
    }

    @Override
    public double sum(int i) {
        return sums.get(i);
    }

    @Override
    public double min(int i) {
        return mins.get(i);
    }

    @Override
    public double max(int i) {
        return maxs.get(i);
    }

    long bytes() {
        return (long) size() * BYTES_PER_POINT;
    }
}
