// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.Column;
import io.sonde.server.store.block.NativeBlock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Batches of columns into their table. The first row of a batch with a name carries the name's key: it is in the table if, and only
 * if, the batch is. One that may have come before is looked up, and left out if it is there. Owned by the writer's thread.
 */
final class ColumnInsert implements BatchInsert<NamedColumns> {
    /** A full batch of logs without long bodies fits without growing. */
    private static final int BLOCK_BYTES = 8 << 20;

    private static final String MARK = "Batch";

    private final ClickHouse clickHouse;
    private final String table;
    private final StoredMarks marks;
    private final Predicate<BatchId> gaveUp;
    private final NativeBlock block = new NativeBlock(BLOCK_BYTES);
    private @Nullable List<NamedColumns> plan;
    private String plannedToken = "";

    /** @param gaveUp whether this process tried to store a batch before and did not learn what came of it */
    ColumnInsert(ClickHouse clickHouse, String table, Predicate<BatchId> gaveUp) {
        this.clickHouse = clickHouse;
        this.table = table;
        this.marks = new StoredMarks(clickHouse);
        this.gaveUp = gaveUp;
    }

    @Override
    public void insert(List<NamedColumns> batches, String token) throws StoreException {
        List<NamedColumns> missing = plan(batches, token);
        if (missing.isEmpty()) {
            return;
        }
        int rows = missing.stream().mapToInt(batch -> batch.columns().rows()).sum();
        ColumnBatch first = missing.getFirst().columns();
        block.begin(first.columns().size() + 1, rows);
        first.columns()
                .forEach((name, column) -> column.write(parts(missing, name), block.column(name, column.type())));
        writeMarks(missing, block.column(MARK, "UInt64"));
        clickHouse.insert(table, block.out(), token);
    }

    /** The same for each try of an insert. */
    private List<NamedColumns> plan(List<NamedColumns> batches, String token) throws StoreException {
        List<NamedColumns> known = plan;
        if (known != null && token.equals(plannedToken)) {
            return known;
        }
        List<NamedColumns> doubtful = batches.stream().filter(this::isDoubtful).toList();
        Set<Long> there = marks.ofColumns(table, MARK, doubtful);
        List<NamedColumns> missing = batches.stream()
                .filter(batch ->
                        batch.id() == null || !there.contains(batch.id().key()))
                .toList();
        plan = missing;
        plannedToken = token;
        return missing;
    }

    private boolean isDoubtful(NamedColumns batch) {
        BatchId id = batch.id();
        return id != null && (id.perhapsStored() || gaveUp.test(id));
    }

    private static void writeMarks(List<NamedColumns> batches, Bytes out) {
        for (NamedColumns batch : batches) {
            out.putLong(batch.markOfFirstRow());
            for (int row = 1; row < batch.columns().rows(); row++) {
                out.putLong(0);
            }
        }
    }

    private static List<Column> parts(List<NamedColumns> batches, String name) {
        return batches.stream()
                .map(batch ->
                        Objects.requireNonNull(batch.columns().columns().get(name), "BUG: batches differ in columns"))
                .toList();
    }

    @Override
    public void stored(List<NamedColumns> batches) {
        plan = null;
    }
}
