// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When it began: an alert comes late. What changed most tells where, in the last moments before the alert, its series is best
 * cut in two.
 */
final class Trails {
    private final List<Trail> all = new ArrayList<>();

    /** @param trail null where something did not change */
    void add(@Nullable Trail trail) {
        if (trail != null) {
            all.add(trail);
        }
    }

    void addAll(Collection<Trail> trails) {
        all.addAll(trails);
    }

    /** The alert itself where nothing says that it began before. */
    Instant onset(Instant alert) {
        return all.stream()
                .max(Comparator.comparingDouble(Trail::sigmas).thenComparingInt(Trail::early))
                .map(trail -> alert.minusMillis(trail.early() * Slots.PIECE_MILLIS))
                .orElse(alert);
    }
}
