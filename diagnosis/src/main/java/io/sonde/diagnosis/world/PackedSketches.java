// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.function.IntPredicate;

/**
 * The {@link Sketch}es of a past step as bytes, one or two for each bucket. Each entry is: distance to the subject before, length
 * of the rest, then lowest bucket and the counts from there on. Immutable. Whoever does not want an entry jumps over it: that of
 * the accepting side is rarely wanted.
 */
final class PackedSketches {
    private final byte[] bytes;

    private PackedSketches(byte[] bytes) {
        this.bytes = bytes;
    }

    static PackedSketches of(Cells cells) {
        var all = new VarintWriter();
        var entry = new VarintWriter();
        int before = -1;
        for (int subject = 0; subject < cells.sketchesSize(); subject++) {
            Sketch sketch = cells.sketch(subject);
            if (sketch != null && sketch.total() > 0) {
                all.put(subject - before);
                before = subject;
                entry.clear();
                write(sketch, entry);
                all.put(entry);
            }
        }
        return new PackedSketches(all.toBytes());
    }

    void addTo(Cells cells, IntPredicate wanted) {
        var reader = new VarintReader(bytes);
        int subject = -1;
        while (reader.hasMore()) {
            subject += (int) reader.next();
            long length = reader.next();
            if (wanted.test(subject)) {
                read(reader, cells.sketchOf(subject));
            } else {
                reader.skip(length);
            }
        }
    }

    int sizeBytes() {
        return bytes.length;
    }

    private static void write(Sketch sketch, VarintWriter entry) {
        int lowest = sketch.lowest();
        int highest = sketch.highest();
        entry.put(lowest - Sketch.LOWEST);
        entry.put(highest - lowest);
        for (int bucket = lowest; bucket <= highest; bucket++) {
            entry.put(sketch.count(bucket));
        }
    }

    private static void read(VarintReader reader, Sketch into) {
        int lowest = (int) reader.next() + Sketch.LOWEST;
        int highest = (int) reader.next() + lowest;
        into.reserve(lowest, highest);
        for (int bucket = lowest; bucket <= highest; bucket++) {
            into.add(bucket, reader.next());
        }
    }
}
