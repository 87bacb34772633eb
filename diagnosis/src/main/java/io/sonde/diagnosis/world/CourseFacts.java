// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;
import io.sonde.diagnosis.world.Subject.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link Course} from a store, step after step in ascending order. One thread. */
public final class CourseFacts {
    private final Steps steps;
    private final Limits limits;
    private final Catalog catalog;
    private final Cells whole = new Cells(0);
    private final Cells current = new Cells(0);
    private final List<PackedCells> packed = new ArrayList<>();
    private final Map<Listener, Long> remembered = new HashMap<>();

    public CourseFacts(Steps steps, Limits limits) {
        this.steps = steps;
        this.limits = limits;
        catalog = new Catalog(limits.series());
    }

    /** What a series amounts to in the step that starts at this time. */
    public void add(long stepStart, Series series, Aggregate values) {
        finishUntil(steps.at(stepStart));
        Place place = catalog.place(series);
        if (place != null) {
            Recorder.record(place, values, whole);
            Recorder.record(place, values, current);
        }
    }

    /** When a listener was last seen before the past begins; see {@link Limits#memory()}. */
    public void remember(Series listener, long lastMillis) {
        SeriesReader.Meaning meaning = new SeriesReader().read(listener);
        if (meaning != null && meaning.subject() instanceof Listener it) {
            remembered.merge(it, lastMillis, Math::max);
        }
    }

    public Course course() {
        finishUntil(steps.count());
        var evidence = new Evidence(steps.window(), catalog.subjects(), whole, remembered, limits, catalog.refused());
        var builder = new CourseBuilder(Resolution.of(evidence), steps);
        for (int step = 0; step < steps.count(); step++) {
            current.clear();
            packed.get(step).addAllTo(current);
            builder.put(step, current);
        }
        return builder.course();
    }

    private void finishUntil(int step) {
        while (packed.size() < step) {
            packed.add(PackedCells.of(current, steps.step(packed.size()).fromMillis()));
            current.clear();
        }
    }
}
