// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How often things happened: in each slot of the time before, now, and around the alert. */
final class Tally {
    private final int places;
    private final Map<Long, int[]> counts = new HashMap<>();

    Tally(Slots slots) {
        this.places = slots.places();
    }

    void add(long key, Slots.When when) {
        int[] count = counts.computeIfAbsent(key, first -> new int[places]);
        if (when.slot() >= 0) {
            count[when.slot()]++;
        }
        if (when.moment() >= 0) {
            count[places - 1 - Slots.MOMENTS + when.moment()]++;
        } else if (when.slot() >= 0 && when.slot() < places - 2 - Slots.MOMENTS) {
            count[places - 1]++;
        }
    }

    int[] of(long key) {
        return counts.getOrDefault(key, new int[places]);
    }

    Set<Long> keys() {
        return counts.keySet();
    }
}
