// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole minutes in one. A window that moves on by a step has the same whole minutes for a minute, and what they add up to is kept from
 * look to look. For any thread.
 */
final class MinuteSums {
    /** Of fewer minutes it is not worth while. */
    static final int LEAST = 3;

    /** Windows that people choose at a time, and the past that each is compared with. */
    private static final int MOST = 4;

    private final Map<List<PackedCells>, PackedCells> sums = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<PackedCells>, PackedCells> eldest) {
            return size() > MOST;
        }
    };

    /** @param cells that all subjects have */
    synchronized PackedCells of(List<PackedCells> minutes, long startMillis, int cells) {
        PackedCells known = sums.get(minutes);
        if (known != null) {
            return known;
        }
        var sum = new Cells(cells);
        minutes.forEach(minute -> minute.addAllTo(sum));
        PackedCells made = PackedCells.of(sum, startMillis);
        sums.put(List.copyOf(minutes), made);
        return made;
    }
}
