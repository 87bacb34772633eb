// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.Arrays;

/** 32-bit numbers that grow at their end. */
public final class IntColumn {
    private int[] values;
    private int size;

    public IntColumn(int capacity) {
        values = new int[Math.max(capacity, 1)];
    }

    public int size() {
        return size;
    }

    public int get(int i) {
        return values[i];
    }

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** Makes room for so many more, so that they do not have to grow one by one. */
    public void reserve(int more) {
        int needed = size + more;
        if (needed > values.length) {
            values = Arrays.copyOf(values, Math.max(needed, size + (size >> 1)));
        }
    }

    public void truncate(int newSize) {
        size = Math.min(size, newSize);
    }
}
