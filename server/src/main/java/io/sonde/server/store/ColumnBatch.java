// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Column;
import java.util.SequencedMap;

/**
 * Rows of one table that came with one request, in columns that are already in the form in which they are sent.
 *
 * @param columns by name; the same names in the same order in every batch of a table
 */
public record ColumnBatch(int rows, SequencedMap<String, Column> columns) {
    public long bytes() {
        long bytes = 0;
        for (Column column : columns.values()) {
            bytes += column.bytes();
        }
        return bytes;
    }
}
