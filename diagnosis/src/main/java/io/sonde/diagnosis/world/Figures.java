// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Arrays;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/** Whole numbers of several kinds, step by step; kinds that are always 0, as most are, take no room. */
final class Figures<K extends Enum<K>> {
    private final int steps;
    private final EnumMap<K, long[]> rows;

    Figures(Class<K> kinds, int steps) {
        this.steps = steps;
        rows = new EnumMap<>(kinds);
    }

    void add(K kind, int step, long amount) {
        if (amount == 0) {
            return;
        }
        long[] row = rows.get(kind);
        if (row == null) {
            row = new long[steps];
            rows.put(kind, row);
        }
        row[step] += amount;
    }

    long at(K kind, int step) {
        long[] row = rows.get(kind);
        return row == null ? 0 : row[step];
    }

    boolean has(K kind) {
        return rows.containsKey(kind);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Figures<?> that
                && rows.keySet().equals(that.rows.keySet())
                && rows.keySet().stream().allMatch(kind -> Arrays.equals(rows.get(kind), that.rows.get(kind)));
    }

    @Override
    public int hashCode() {
        return rows.keySet().hashCode();
    }
}
