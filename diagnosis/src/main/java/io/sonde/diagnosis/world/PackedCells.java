// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * {@link Cells} of a past step as bytes, about four for each cell that holds something. Each entry is a subject: distance to the
 * subject before, length of the rest, then for each of its cells position and fold, and the cell's one or two numbers, all as
 * variable-length integers. Immutable. Whoever does not want an entry jumps over it. Sightings lie apart, because they are also
 * wanted from before a window, and so do sketches, because few of them are.
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
        for (int subject = 0; subject * Measure.CELLS_PER_SUBJECT < cells.size(); subject++) {
            int first = subject * Measure.CELLS_PER_SUBJECT;
            int end = Math.min(first + Measure.CELLS_PER_SUBJECT, cells.size());
            for (int cell = first; cell < end; cell++) {
                if (!cells.isEmpty(cell)) {
                    Writer writer = cells.fold(cell) == Fold.SIGHTING ? sightings : values;
                    writer.add(cell - first, cell, cells);
                }
            }
            values.endSubject(subject);
            sightings.endSubject(subject);
        }
        return new PackedCells(startMillis, values.all.toBytes(), sightings.all.toBytes(), PackedSketches.of(cells));
    }

    /** Without the sketches. */
    void addTo(Cells cells) {
        read(values, cells, PackedCells::any);
        read(sightings, cells, PackedCells::any);
    }

    /** Without the sketches; of the subjects that are wanted alone. */
    void addTo(Cells cells, IntPredicate wanted) {
        read(values, cells, wanted);
    }

    /** Of the subjects that are wanted alone: there is much in them. */
    void addSketchesTo(Cells cells, IntPredicate wanted) {
        sketches.addTo(cells, wanted);
    }

    void addAllTo(Cells cells) {
        addTo(cells);
        sketches.addTo(cells, PackedCells::any);
    }

    /** When each subject that was sighted was so for the last time; the array grows by need. */
    long[] addSightingsTo(long[] lastMillis) {
        long[] last = lastMillis;
        var reader = new VarintReader(sightings);
        int subject = -1;
        while (reader.hasMore()) {
            subject += (int) reader.next();
            int end = (int) reader.next() + reader.position();
            if (subject >= last.length) {
                last = Arrays.copyOf(last, Math.max(subject + 1, last.length * 2));
            }
            while (reader.position() < end) {
                reader.next(); // the only cell that there is
                last[subject] = Math.max(last[subject], startMillis + reader.next());
            }
        }
        return last;
    }

    int sizeBytes() {
        return values.length + sightings.length + sketches.sizeBytes();
    }

    private static boolean any(int subject) {
        return true;
    }

    private void read(byte[] bytes, Cells into, IntPredicate wanted) {
        var reader = new VarintReader(bytes);
        int subject = -1;
        while (reader.hasMore()) {
            subject += (int) reader.next();
            int length = (int) reader.next();
            if (wanted.test(subject)) {
                read(reader, reader.position() + length, subject * Measure.CELLS_PER_SUBJECT, into);
            } else {
                reader.skip(length);
            }
        }
    }

    private void read(VarintReader reader, int end, int firstCell, Cells into) {
        while (reader.position() < end) {
            int key = (int) reader.next();
            int cell = firstCell + (key >> FOLD_BITS);
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
        private final VarintWriter all = new VarintWriter();
        private final VarintWriter entry = new VarintWriter();
        private int subjectBefore = -1;

        Writer(long startMillis) {
            this.startMillis = startMillis;
        }

        void add(int position, int cell, Cells cells) {
            Fold fold = cells.fold(cell);
            long first = cells.first(cell);
            long second = cells.second(cell);
            entry.put((long) position << FOLD_BITS | fold.code);
            switch (fold) {
                case SUM -> entry.put(first);
                case MEAN -> putBoth(first, second);
                case LAST -> putBoth(first - startMillis, second);
                case SIGHTING -> entry.put(first - startMillis);
                case SPAN -> putBoth(first - startMillis, second - first);
            }
        }

        void endSubject(int subject) {
            if (entry.isEmpty()) {
                return;
            }
            all.put(subject - subjectBefore);
            subjectBefore = subject;
            all.put(entry);
            entry.clear();
        }

        private void putBoth(long first, long second) {
            entry.put(first);
            entry.put(second);
        }
    }
}
