// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.Series;
import java.util.Arrays;

/** The series of each point. */
final class SeriesColumn {
    private Series[] values;
    private int size;

    SeriesColumn(int capacity) {
        values = new Series[Math.max(capacity, 1)];
    }

    int size() {
        return size;
    }

    Series get(int i) {
        return values[i];
    }

    void reserve(int more) {
        int needed = size + more;
        if (needed > values.length) {
            values = Arrays.copyOf(values, Math.max(needed, size + (size >> 1)));
        }
    }

    void add(Series series) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = series;
    }
}
