// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.NativeBlock;
import java.util.List;

/** Writes columns of numbers and of arrays of numbers, over all rows of several batches. */
final class RowColumns<B extends PointBatch> {
    private final NativeBlock block;
    private final List<B> batches;

    /** A number of a row. */
    interface LongOf<B> {
        long of(B batch, int row);
    }

    /** A floating-point number of a row. */
    interface DoubleOf<B> {
        double of(B batch, int row);
    }

    /** How many elements the array of a row has. */
    interface Length<B> {
        int of(B batch, int row);
    }

    /** An element of the array of a row, as the 64 bits in which it is sent. */
    interface Element<B> {
        long of(B batch, int row, int index);
    }

    RowColumns(NativeBlock block, List<B> batches) {
        this.block = block;
        this.batches = batches;
    }

    void longs(String name, String type, LongOf<B> value) {
        Bytes out = block.column(name, type);
        for (B batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                out.putLong(value.of(batch, i));
            }
        }
    }

    void ints(String name, LongOf<B> value) {
        Bytes out = block.column(name, "Int32");
        for (B batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                out.putInt((int) value.of(batch, i));
            }
        }
    }

    void doubles(String name, DoubleOf<B> value) {
        longs(name, "Float64", (batch, i) -> Double.doubleToRawLongBits(value.of(batch, i)));
    }

    void arrays(String name, String type, Length<B> length, Element<B> element) {
        Bytes out = block.column(name, "Array(" + type + ")");
        long end = 0;
        for (B batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                end += length.of(batch, i);
                out.putLong(end);
            }
        }
        for (B batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                int elements = length.of(batch, i);
                for (int j = 0; j < elements; j++) {
                    out.putLong(element.of(batch, i, j));
                }
            }
        }
    }
}
