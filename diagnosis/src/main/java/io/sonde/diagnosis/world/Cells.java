// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two numbers for each cell, what they are is said by the cell's {@link Fold}: SUM (sum, 0), MEAN (count, nanoseconds), LAST
 * (time, value), SIGHTING (time, 0), SPAN (first time, last time). Times are milliseconds since the epoch. A cell with two
 * zeros holds nothing. Beside the cells, a subject may have a {@link Sketch}.
 */
final class Cells {
    private static final int LEAST_CAPACITY = 1024;

    private long[] first;
    private long[] second;
    private byte[] fold;
    private int size;
    private @Nullable Sketch[] sketches = new Sketch[0];
    private boolean changed;

    Cells(int capacity) {
        int room = Math.max(capacity, LEAST_CAPACITY);
        first = new long[room];
        second = new long[room];
        fold = new byte[room];
    }

    /** One more than the highest cell that may hold something. */
    int size() {
        return size;
    }

    long first(int cell) {
        return cell < size ? first[cell] : 0;
    }

    long second(int cell) {
        return cell < size ? second[cell] : 0;
    }

    boolean isEmpty(int cell) {
        return first(cell) == 0 && second(cell) == 0;
    }

    Fold fold(int cell) {
        return Fold.ofCode(fold[cell]);
    }

    void add(int cell, Fold how, long one, long two) {
        reserve(cell);
        changed = true;
        fold[cell] = how.code;
        switch (how) {
            case SUM -> first[cell] += one;
            case MEAN -> {
                first[cell] += one;
                second[cell] += two;
            }
            case LAST -> keepLater(cell, one, two);
            case SIGHTING -> first[cell] = Math.max(first[cell], one);
            case SPAN -> widen(cell, one, two);
        }
    }

    /** Whether anything was added since this was asked before. */
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    void clear() {
        Arrays.fill(first, 0, size, 0);
        Arrays.fill(second, 0, size, 0);
        size = 0;
        for (Sketch sketch : sketches) {
            if (sketch != null) {
                sketch.clear();
            }
        }
    }

    /** One more than the highest subject that may have a sketch. */
    int sketchesSize() {
        return sketches.length;
    }

    /** Null where the subject has none. */
    @Nullable
    Sketch sketch(int subject) {
        return subject < sketches.length ? sketches[subject] : null;
    }

    /** The subject's sketch, to add to. */
    Sketch sketchOf(int subject) {
        if (subject >= sketches.length) {
            sketches = Arrays.copyOf(sketches, Math.max(subject + 1, sketches.length * 2));
        }
        Sketch known = sketches[subject];
        if (known == null) {
            known = new Sketch();
            sketches[subject] = known;
        }
        return known;
    }

    private void keepLater(int cell, long time, long value) {
        if (time > first[cell] || (time == first[cell] && value > second[cell])) {
            first[cell] = time;
            second[cell] = value;
        }
    }

    private void widen(int cell, long from, long to) {
        first[cell] = first[cell] == 0 ? from : Math.min(first[cell], from);
        second[cell] = Math.max(second[cell], to);
    }

    private void reserve(int cell) {
        if (cell < size) {
            return;
        }
        size = cell + 1;
        if (size > first.length) {
            int room = Math.max(size, first.length + first.length / 2);
            first = Arrays.copyOf(first, room);
            second = Arrays.copyOf(second, room);
            fold = Arrays.copyOf(fold, room);
        }
    }
}
