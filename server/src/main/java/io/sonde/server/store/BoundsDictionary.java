// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.Dictionary;
import java.util.Arrays;

/**
 * The bounds of histograms, as a column of texts of eight bytes a bound. The rows of each batch are added in their order; those that
 * follow each other mostly have the same.
 */
final class BoundsDictionary {
    static final String TYPE = Dictionary.TYPE;

    private final Dictionary column;
    private final Bytes bytes = new Bytes(16 * Long.BYTES);
    private double[] last = {};
    private int index;

    BoundsDictionary(int rows) {
        column = new Dictionary(rows);
        index = column.index(new byte[0]);
    }

    void add(HistogramBatch batch, int row) {
        boolean shared = row > 0 && batch.sharesBounds(row, row - 1);
        if (!shared && !isLast(batch, row)) {
            remember(batch, row);
        }
        column.add(index);
    }

    private static int bounds(HistogramBatch batch, int row) {
        return Math.max(0, batch.buckets(row) - 1);
    }

    private boolean isLast(HistogramBatch batch, int row) {
        if (last.length != bounds(batch, row)) {
            return false;
        }
        for (int i = 0; i < last.length; i++) {
            if (last[i] != batch.upperBound(row, i)) {
                return false;
            }
        }
        return true;
    }

    private void remember(HistogramBatch batch, int row) {
        last = new double[bounds(batch, row)];
        bytes.clear();
        for (int i = 0; i < last.length; i++) {
            last[i] = batch.upperBound(row, i);
            bytes.putDouble(last[i]);
        }
        index = column.index(Arrays.copyOf(bytes.array(), bytes.size()));
    }

    void writeTo(Bytes out) {
        column.writeTo(out);
    }
}
