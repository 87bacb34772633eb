// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How often things happened: in each slot of the time before, and now (the last place). */
final class Tally {
    private final int places;
    private final Map<Long, int[]> counts = new HashMap<>();

    Tally(Slots slots) {
        this.places = slots.count() + 1;
    }

    /** @param slot of the time before, or {@link Slots#now()} */
    void add(long key, int slot) {
        counts.computeIfAbsent(key, first -> new int[places])[slot]++;
    }

    int[] of(long key) {
        return counts.getOrDefault(key, new int[places]);
    }

    Set<Long> keys() {
        return counts.keySet();
    }

    static int before(int[] counts) {
        return Arrays.stream(counts, 0, counts.length - 1).sum();
    }

    static int now(int[] counts) {
        return counts[counts.length - 1];
    }
}
