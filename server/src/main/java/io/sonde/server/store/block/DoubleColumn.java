// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.util.Arrays;

/** Floating-point numbers that grow at their end. */
public final class DoubleColumn {
    private double[] values;
    private int size;

    public DoubleColumn(int capacity) {
        values = new double[Math.max(capacity, 1)];
    }

    public int size() {
        return size;
    }

    public double get(int i) {
        return values[i];
    }

    public void add(double value) {
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
