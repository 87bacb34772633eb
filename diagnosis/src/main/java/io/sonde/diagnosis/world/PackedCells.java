// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.function.IntPredicate;

/**
 * {@link Cells} of a past step as bytes, about four for each cell that holds something: an hour of steps of a thousand
 * services stays near a hundred megabytes. Each entry is: distance to the cell before and fold, then the cell's one or two
 * numbers, all as variable-length integers. Immutable. Sightings lie apart, because they are also wanted from before a window,
 * and so do sketches, because few of them are.
 */
final class PackedCells {
    private static final int FOLD_BITS = 3;
    private static final int FOLD_MASK = (1 << FOLD_BITS) - 1;

    private final long startMillis;
    private final byte[] values;
    private final byte[] sightings;
    private final PackedSketches sketches;

    private PackedCells(long startMillis, byte[] values, byte[] sightings, PackedSketches sketches) {
        this.startMillis = startMillis;
        this.values = values;
        this.sightings = sightings;
        this.sketches = sketches;
    }

    static PackedCells of(Cells cells, long startMillis) {
        var values = new Writer(startMillis);
        var sightings = new Writer(startMillis);
        for (int cell = 0; cell < cells.size(); cell++) {
            if (!cells.isEmpty(cell)) {
                Writer writer = cells.fold(cell) == Fold.SIGHTING ? sightings : values;
                writer.add(cell, cells);
            }
        }
        return new PackedCells(startMillis, values.to.toBytes(), sightings.to.toBytes(), PackedSketches.of(cells));
    }

    /** Without the sketches. */
    void addTo(Cells cells) {
        read(values, cells);
        read(sightings, cells);
    }

    /** Of the subjects that are wanted alone: there is much in them. */
    void addSketchesTo(Cells cells, IntPredicate wanted) {
        sketches.addTo(cells, wanted);
    }

    void addAllTo(Cells cells) {
        addTo(cells);
        sketches.addTo(cells, _ -> true);
    }

    void addSightingsTo(Cells cells) {
        read(sightings, cells);
    }

    int sizeBytes() {
        return values.length + sightings.length + sketches.sizeBytes();
    }

    private void read(byte[] bytes, Cells into) {
        var reader = new VarintReader(bytes);
        int cell = -1;
        while (reader.hasMore()) {
            int key = (int) reader.next();
            cell += key >> FOLD_BITS;
            Fold fold = Fold.ofCode(key & FOLD_MASK);
            long first = reader.next();
            switch (fold) {
                case SUM -> into.add(cell, fold, first, 0);
                case MEAN -> into.add(cell, fold, first, reader.next());
                case LAST -> into.add(cell, fold, startMillis + first, reader.next());
                case SIGHTING -> into.add(cell, fold, startMillis + first, 0);
                case SPAN -> into.add(cell, fold, startMillis + first, startMillis + first + reader.next());
            }
        }
    }

    private static final class Writer {
        private final long startMillis;
        private final VarintWriter to = new VarintWriter();
        private int cellBefore = -1;

        Writer(long startMillis) {
            this.startMillis = startMillis;
        }

        void add(int cell, Cells cells) {
            Fold fold = cells.fold(cell);
            long first = cells.first(cell);
            long second = cells.second(cell);
            to.put((long) (cell - cellBefore) << FOLD_BITS | fold.code);
            cellBefore = cell;
            switch (fold) {
                case SUM -> to.put(first);
                case MEAN -> putBoth(first, second);
                case LAST -> putBoth(first - startMillis, second);
                case SIGHTING -> to.put(first - startMillis);
                case SPAN -> putBoth(first - startMillis, second - first);
            }
        }

        private void putBoth(long first, long second) {
            to.put(first);
            to.put(second);
        }
    }
}
