// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.Dictionary;
import io.sonde.server.store.block.NativeBlock;
import java.util.List;

/** The columns that every table of points has. */
final class PointColumns {
    static final String TIME_TYPE = "DateTime64(3, 'UTC')";

    /** metric, fingerprint, time. */
    static final int COUNT = 3;

    private PointColumns() {}

    static int rows(List<? extends PointBatch> batches) {
        int rows = 0;
        for (PointBatch batch : batches) {
            rows += batch.size();
        }
        return rows;
    }

    static void write(NativeBlock block, List<? extends PointBatch> batches, int rows) {
        Dictionary metrics = new Dictionary(rows);
        for (PointBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                metrics.add(batch.series(i).metric());
            }
        }
        metrics.writeTo(block.column("metric", Dictionary.TYPE));
        Bytes out = block.column("fingerprint", "UInt64");
        for (PointBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                out.putLong(batch.fingerprint(i));
            }
        }
        out = block.column("time", TIME_TYPE);
        for (PointBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                out.putLong(batch.timeMillis(i));
            }
        }
    }
}
