// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import static io.sonde.server.receive.decode.HistogramColumns.start;

import io.sonde.server.store.Series;
import io.sonde.server.store.SummaryBatch;
import io.sonde.server.store.block.DoubleColumn;
import io.sonde.server.store.block.IntColumn;

/** Summaries; the quantiles of all points stand one after another. */
final class SummaryColumns extends DistributionColumns implements SummaryBatch {
    private final DoubleColumn quantiles;
    private final DoubleColumn values;
    private final IntColumn ends;

    SummaryColumns(int capacity) {
        super(capacity);
        quantiles = new DoubleColumn(capacity);
        values = new DoubleColumn(capacity);
        ends = new IntColumn(capacity);
    }

    void addQuantile(double quantile, double value) {
        quantiles.add(quantile);
        values.add(value);
    }

    @Override
    void add(Series ofPoint, DistributionPoint point) {
        super.add(ofPoint, point);
        ends.add(quantiles.size());
    }

    /** Forgets the quantiles of the point that is being read. */
    void drop() {
        quantiles.truncate(start(ends, size()));
        values.truncate(start(ends, size()));
    }

    @Override
    public int quantiles(int i) {
        return ends.get(i) - start(ends, i);
    }

    @Override
    public double quantile(int i, int index) {
        return quantiles.get(start(ends, i) + index);
    }

    @Override
    public double quantileValue(int i, int index) {
        return values.get(start(ends, i) + index);
    }

    @Override
    long bytes() {
        return super.bytes() + (long) (quantiles.size() + values.size()) * Long.BYTES;
    }
}
