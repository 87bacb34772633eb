// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import org.jspecify.annotations.Nullable;

/** The spans or log records of one request, and how their sender calls them; without a name they are stored each time they come. */
record NamedColumns(ColumnBatch columns, @Nullable BatchId id) {
    /** What the rows of this batch have as their mark: the first one the batch's key, all others nothing. */
    long markOfFirstRow() {
        return id == null ? 0 : id.key();
    }
}
