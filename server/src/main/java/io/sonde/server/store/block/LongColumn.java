// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.Arrays;

/** 64-bit numbers that grow at their end. */
public final class LongColumn {
    private long[] values;
    private int size;

    public LongColumn(int capacity) {
        values = new long[Math.max(capacity, 1)];
    }

    public int size() {
        return size;
    }

    public long get(int i) {
        return values[i];
    }

    public void add(long value) {
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

    public void writeTo(Bytes out) {
        out.ensure(size * Long.BYTES);
        for (int i = 0; i < size; i++) {
            out.putLong(values[i]);
        }
    }
}
