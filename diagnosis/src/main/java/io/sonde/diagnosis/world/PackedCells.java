// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Arrays;

/**
 * {@link Cells} of a past step as bytes, about four for each cell that holds something: an hour of steps of a thousand
 * services stays near a hundred megabytes. Each entry is: distance to the cell before and fold, then the cell's one or two
 * numbers, all as variable-length integers. Immutable. Sightings lie apart, because they are also wanted from before a window.
 */
final class PackedCells {
    private static final int FOLD_BITS = 3;
    private static final int FOLD_MASK = (1 << FOLD_BITS) - 1;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MASK = (1 << VARINT_BITS) - 1;

    private final long startMillis;
    private final byte[] values;
    private final byte[] sightings;

    private PackedCells(long startMillis, byte[] values, byte[] sightings) {
        this.startMillis = startMillis;
        this.values = values;
        this.sightings = sightings;
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
        return new PackedCells(startMillis, values.toBytes(), sightings.toBytes());
    }

    void addTo(Cells cells) {
        read(values, cells);
        read(sightings, cells);
    }

    void addSightingsTo(Cells cells) {
        read(sightings, cells);
    }

    int sizeBytes() {
        return values.length + sightings.length;
    }

    private void read(byte[] bytes, Cells into) {
        var reader = new Reader(bytes);
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
        private byte[] bytes = new byte[256];
        private int length;
        private int cellBefore = -1;

        Writer(long startMillis) {
            this.startMillis = startMillis;
        }

        void add(int cell, Cells cells) {
            Fold fold = cells.fold(cell);
            long first = cells.first(cell);
            long second = cells.second(cell);
            put((long) (cell - cellBefore) << FOLD_BITS | fold.code);
            cellBefore = cell;
            switch (fold) {
                case SUM -> put(first);
                case MEAN -> putBoth(first, second);
                case LAST -> putBoth(first - startMillis, second);
                case SIGHTING -> put(first - startMillis);
                case SPAN -> putBoth(first - startMillis, second - first);
            }
        }

        private void putBoth(long first, long second) {
            put(first);
            put(second);
        }

        private void put(long number) {
            if (length + Long.BYTES + 2 > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            long rest = number;
            while ((rest & ~VARINT_MASK) != 0) {
                bytes[length++] = (byte) ((rest & VARINT_MASK) | (1 << VARINT_BITS));
                rest >>>= VARINT_BITS;
            }
            bytes[length++] = (byte) rest;
        }

        byte[] toBytes() {
            return Arrays.copyOf(bytes, length);
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return position < bytes.length;
        }

        long next() {
            byte part = bytes[position++];
            long number = part & VARINT_MASK;
            for (int shift = VARINT_BITS; part < 0; shift += VARINT_BITS) {
                part = bytes[position++];
                number |= (long) (part & VARINT_MASK) << shift;
            }
            return number;
        }
    }
}
