// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.NativeBlock;
import java.util.List;

/** Rows of {@code metric_samples}: sums and gauges. */
final class SampleTable {
    static final String NAME = "metric_samples";

    private SampleTable() {}

    static void write(NativeBlock block, List<MetricBatch> batches, int rows) {
        block.begin(PointColumns.COUNT + 1, rows);
        PointColumns.write(block, batches, rows);
        Bytes out = block.column("value", "Float64");
        for (MetricBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                out.putDouble(batch.value(i));
            }
        }
    }
}
