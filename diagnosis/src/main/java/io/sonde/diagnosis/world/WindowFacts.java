// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;
import io.sonde.diagnosis.world.Subject.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything known of one window, filled from a store series by series. One thread, one window. */
public final class WindowFacts {
    private final Window window;
    private final Limits limits;
    private final Catalog catalog;
    private final Cells cells = new Cells(0);
    private final Map<Listener, Long> remembered = new HashMap<>();
    private @Nullable Resolution resolution;

    public WindowFacts(Window window, Limits limits) {
        this.window = window;
        this.limits = limits;
        catalog = new Catalog(limits.series());
    }

    /** What a series amounts to inside the window. */
    public void add(Series series, Aggregate values) {
        Place place = catalog.place(series);
        if (place != null) {
            Recorder.record(place, values, cells);
        }
    }

    /** When a listener was last seen before the window; see {@link Limits#memory()}. */
    public void remember(Series listener, long lastMillis) {
        SeriesReader.Meaning meaning = new SeriesReader().read(listener);
        if (meaning != null && meaning.subject() instanceof Listener it) {
            remembered.merge(it, lastMillis, Math::max);
        }
    }

    public World world() {
        return resolution().world();
    }

    /** The series that the timeline of a service is made of. */
    public List<Series> seriesOf(String service) {
        Timeline.Selection selection = resolution().selection(service);
        var chosen = new ArrayList<Series>();
        catalog.places().forEach((series, place) -> {
            if (selection.wants(place.cell() / Measure.CELLS_PER_SUBJECT)) {
                chosen.add(series);
            }
        });
        return chosen;
    }

    /** An empty timeline, to be filled bucket by bucket with what {@link #seriesOf} amount to. */
    public StoredTimeline timeline(String service) {
        return new StoredTimeline(catalog, new TimelineBuilder(resolution(), service));
    }

    private Resolution resolution() {
        if (resolution == null) {
            resolution = Resolution.of(
                    new Evidence(window, catalog.subjects(), cells, remembered, limits, catalog.refused()));
        }
        return resolution;
    }
}
