// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** {@link StoredFacts} of a span that is cut into stretches, told in ascending order; each is packed once the next one begins. One thread. */
final class StoredStretches {
    private final StoredFacts facts;
    private final IntToLongFunction startMillis;
    private final Cells current = new Cells(0);
    private final List<PackedCells> packed = new ArrayList<>();

    /** @param startMillis when the stretch of a number begins */
    StoredStretches(Limits limits, IntToLongFunction startMillis) {
        facts = new StoredFacts(limits);
        this.startMillis = startMillis;
    }

    void add(int number, Series series, Aggregate values) {
        finishUntil(number);
        Place place = facts.add(series, values);
        if (place != null) {
            Recorder.record(place, values, current);
        }
    }

    void remember(Series listener, long lastMillis) {
        facts.remember(listener, lastMillis);
    }

    /** Nothing more comes: of the whole span. */
    Evidence finish(Window span, int stretches) {
        finishUntil(stretches);
        return facts.evidence(span);
    }

    /** Valid until the next call. */
    Cells unpack(int number) {
        current.clear();
        packed.get(number).addAllTo(current);
        return current;
    }

    private void finishUntil(int number) {
        while (packed.size() < number) {
            packed.add(PackedCells.of(current, startMillis.applyAsLong(packed.size())));
            current.clear();
        }
    }
}
