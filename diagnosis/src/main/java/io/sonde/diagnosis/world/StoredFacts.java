// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;
import io.sonde.diagnosis.world.Subject.Listener;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a store says of one span of time, series by series: the part that all that is read from a store begins with. One thread. */
final class StoredFacts {
    private final Limits limits;
    private final Catalog catalog;
    private final Cells cells = new Cells(0);
    private final Map<Listener, Long> remembered = new HashMap<>();

    StoredFacts(Limits limits) {
        this.limits = limits;
        catalog = new Catalog(limits.series());
    }

    /** The series' place, or null where nobody looks at it or there is no room for it. */
    @Nullable
    Place add(Series series, Aggregate values) {
        Place place = catalog.place(series);
        if (place != null) {
            Recorder.record(place, values, cells);
        }
        return place;
    }

    /** When a listener was last seen before the span; see {@link Limits#memory()}. */
    void remember(Series listener, long lastMillis) {
        SeriesReader.Meaning meaning = new SeriesReader().read(listener);
        if (meaning != null && meaning.subject() instanceof Listener it) {
            remembered.merge(it, lastMillis, Math::max);
        }
    }

    Evidence evidence(Window span) {
        return new Evidence(span, catalog.subjects(), cells, remembered, limits, catalog.refused());
    }

    Catalog catalog() {
        return catalog;
    }
}
