// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.NativeBlock;
import java.util.List;

/** Rows of {@code metric_samples}: sums and gauges. */
final class SampleTable {
    static final String NAME = "metric_samples";

    /** Values are read back as they came. */
    private static final double EXACT = 0;

    private SampleTable() {}

    static void write(NativeBlock block, List<MetricBatch> batches, int rows, DecimalColumns decimals) {
        block.begin(PointColumns.COUNT + DecimalColumns.COUNT, rows);
        PointColumns.write(block, batches, rows);
        Bytes out = decimals.begin(block, "digits");
        for (MetricBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                decimals.put(out, batch.fingerprint(i), batch.value(i), EXACT);
            }
        }
        decimals.end(block, "decimals");
    }
}
