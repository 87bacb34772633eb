// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.NativeBlock;
import java.util.List;

/** Rows of {@code metric_summaries}. */
final class SummaryTable {
    static final String NAME = "metric_summaries";

    private SummaryTable() {}

    static void write(NativeBlock block, List<SummaryBatch> batches, int rows) {
        block.begin(PointColumns.COUNT + 5, rows);
        PointColumns.write(block, batches, rows);
        RowColumns<SummaryBatch> columns = new RowColumns<>(block, batches);
        columns.longs("start", PointColumns.TIME_TYPE, SummaryBatch::startMillis);
        columns.longs("count", "UInt64", SummaryBatch::count);
        columns.doubles("sum", SummaryBatch::sum);
        columns.arrays(
                "quantiles",
                "Float64",
                SummaryBatch::quantiles,
                (batch, i, j) -> Double.doubleToRawLongBits(batch.quantile(i, j)));
        columns.arrays(
                "values",
                "Float64",
                SummaryBatch::quantiles,
                (batch, i, j) -> Double.doubleToRawLongBits(batch.quantileValue(i, j)));
    }
}
