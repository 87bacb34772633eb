// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Column;
import io.sonde.server.store.block.WordColumn;
import java.util.SequencedMap;

/**
 * Rows of one table that came with one request, in columns that are already in the form in which they are sent.
 *
 * @param columns by name; the same names in the same order in every batch of a table
 */
public record ColumnBatch(int rows, SequencedMap<String, Column> columns) {
    /** When the first row was: nanoseconds since 1970. */
    long firstNanos() {
        if (columns.get("Timestamp") instanceof WordColumn times) {
            return times.values().get(0);
        }
        throw new IllegalStateException("BUG: rows without a time");
    }

    public long bytes() {
        long bytes = 0;
        for (Column column : columns.values()) {
            bytes += column.bytes();
        }
        return bytes;
    }
}
