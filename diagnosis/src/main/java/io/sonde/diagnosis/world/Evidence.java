// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Subject.Listener;
import io.sonde.diagnosis.world.Subject.Workload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a world is built from, whether it comes from memory or from a store.
 *
 * @param remembered listeners from before the window, with the time they were last seen
 * @param refused values left out at the limit of series
 */
record Evidence(
        Window window,
        List<@Nullable Subject> subjects,
        Cells cells,
        Map<Listener, Long> remembered,
        Limits limits,
        long refused) {
    /**
     * A level counts as long as three exports (every 5 s) could have come since: a program that is gone fades within this
     * time.
     */
    private static final long FRESH_MILLIS = 15_000;

    /** From when on a level is still true at the end of the window, or of the data where that ends earlier. */
    long freshSince() {
        long newest = 0;
        for (int number = 0; number < subjects.size(); number++) {
            if (subjects.get(number) instanceof Workload) {
                newest = Math.max(newest, cells.second(Measure.SEEN.cellOf(number)));
            }
        }
        return freshAt(Math.min(newest, window.toMillis()));
    }

    static long freshAt(long endMillis) {
        return endMillis - FRESH_MILLIS;
    }

    long amount(Measure measure, int subject) {
        return cells.first(measure.cellOf(subject));
    }

    long level(Measure measure, int subject, long since) {
        int cell = measure.cellOf(subject);
        return cells.first(cell) >= since ? cells.second(cell) : 0;
    }
}
