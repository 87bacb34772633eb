// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.NativeBlock;
import java.util.List;

/** Rows of {@code metric_exponential_histograms}. */
final class ExponentialHistogramTable {
    static final String NAME = "metric_exponential_histograms";

    private ExponentialHistogramTable() {}

    static void write(NativeBlock block, List<ExponentialHistogramBatch> batches, int rows) {
        block.begin(PointColumns.COUNT + 12, rows);
        PointColumns.write(block, batches, rows);
        RowColumns<ExponentialHistogramBatch> columns = new RowColumns<>(block, batches);
        columns.longs("start", PointColumns.TIME_TYPE, ExponentialHistogramBatch::startMillis);
        columns.longs("count", "UInt64", ExponentialHistogramBatch::count);
        columns.doubles("sum", ExponentialHistogramBatch::sum);
        columns.doubles("min", ExponentialHistogramBatch::min);
        columns.doubles("max", ExponentialHistogramBatch::max);
        columns.ints("scale", ExponentialHistogramBatch::scale);
        columns.longs("zero_count", "UInt64", ExponentialHistogramBatch::zeroCount);
        columns.doubles("zero_threshold", ExponentialHistogramBatch::zeroThreshold);
        columns.ints("positive_offset", ExponentialHistogramBatch::positiveOffset);
        columns.arrays(
                "positive_counts",
                "UInt64",
                ExponentialHistogramBatch::positiveBuckets,
                ExponentialHistogramBatch::positiveCount);
        columns.ints("negative_offset", ExponentialHistogramBatch::negativeOffset);
        columns.arrays(
                "negative_counts",
                "UInt64",
                ExponentialHistogramBatch::negativeBuckets,
                ExponentialHistogramBatch::negativeCount);
    }
}
