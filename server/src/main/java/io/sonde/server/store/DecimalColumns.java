// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.NativeBlock;

/** Writes numbers as two columns, digits and decimals. Owned by the writer's thread. */
final class DecimalColumns {
    /** Columns that a number takes. */
    static final int COUNT = 2;

    private final RecentSeries recent;
    private final Bytes decimals = new Bytes(0);

    /** @param recent remembers how many decimals each series needs */
    DecimalColumns(RecentSeries recent) {
        this.recent = recent;
    }

    /** Begins the column of digits; then each number is put, then the decimals of all. */
    Bytes begin(NativeBlock block, String name) {
        decimals.clear();
        return block.column(name, "Int64");
    }

    void put(Bytes out, long fingerprint, double value, double tolerance) {
        int place = recent.find(fingerprint);
        int usual = recent.decimals(place);
        int needed = usual == Decimals.BITS ? Decimals.BITS : Decimals.of(value, usual, tolerance);
        // A number that is none, like the value of a gauge that could not be read, says nothing about the others.
        if (needed != usual && (needed > usual || (needed == Decimals.BITS && Double.isFinite(value)))) {
            recent.decimals(place, needed);
        }
        out.putLong(Decimals.digits(value, needed));
        decimals.putByte(needed);
    }

    void end(NativeBlock block, String name) {
        block.column(name, "Int8").put(decimals);
    }
}
