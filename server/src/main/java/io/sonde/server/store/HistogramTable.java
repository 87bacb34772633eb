// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.NativeBlock;
import java.util.List;

/** Rows of {@code metric_histograms}. */
final class HistogramTable {
    static final String NAME = "metric_histograms";

    private HistogramTable() {}

    static void write(NativeBlock block, List<HistogramBatch> batches, int rows) {
        block.begin(PointColumns.COUNT + 7, rows);
        PointColumns.write(block, batches, rows);
        RowColumns<HistogramBatch> columns = new RowColumns<>(block, batches);
        columns.longs("start", PointColumns.TIME_TYPE, HistogramBatch::startMillis);
        columns.longs("count", "UInt64", HistogramBatch::count);
        columns.doubles("sum", HistogramBatch::sum);
        columns.doubles("min", HistogramBatch::min);
        columns.doubles("max", HistogramBatch::max);
        columns.arrays(
                "bounds",
                "Float64",
                (batch, i) -> Math.max(0, batch.buckets(i) - 1),
                (batch, i, j) -> Double.doubleToRawLongBits(batch.upperBound(i, j)));
        columns.arrays("counts", "UInt64", HistogramBatch::buckets, HistogramBatch::bucketCount);
    }
}
