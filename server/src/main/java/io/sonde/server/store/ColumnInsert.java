// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Column;
import io.sonde.server.store.block.NativeBlock;
import java.util.List;
import java.util.Objects;

/** Batches of columns into their table. Owned by the writer's thread. */
final class ColumnInsert implements BatchInsert<ColumnBatch> {
    /** A full batch of logs without long bodies fits without growing. */
    private static final int BLOCK_BYTES = 8 << 20;

    private final ClickHouse clickHouse;
    private final String table;
    private final NativeBlock block = new NativeBlock(BLOCK_BYTES);

    ColumnInsert(ClickHouse clickHouse, String table) {
        this.clickHouse = clickHouse;
        this.table = table;
    }

    @Override
    public void insert(List<ColumnBatch> batches, String token) throws StoreException {
        int rows = batches.stream().mapToInt(ColumnBatch::rows).sum();
        ColumnBatch first = batches.getFirst();
        block.begin(first.columns().size(), rows);
        first.columns()
                .forEach((name, column) -> column.write(parts(batches, name), block.column(name, column.type())));
        clickHouse.insert(table, block.out(), token);
    }

    private static List<Column> parts(List<ColumnBatch> batches, String name) {
        return batches.stream()
                .map(batch -> Objects.requireNonNull(batch.columns().get(name), "BUG: batches differ in columns"))
                .toList();
    }
}
