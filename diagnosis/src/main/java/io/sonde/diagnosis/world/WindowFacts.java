// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything known of one window, filled from a store series by series. One thread, one window. */
public final class WindowFacts {
    private final Window window;
    private final StoredFacts stored;
    private @Nullable Resolution resolution;

    public WindowFacts(Window window, Limits limits) {
        this.window = window;
        stored = new StoredFacts(limits);
    }

    /** What a series amounts to inside the window. */
    public void add(Series series, Aggregate values) {
        var _ = stored.add(series, values);
    }

    /** When a listener was last seen before the window; see {@link Limits#memory()}. */
    public void remember(Series listener, long lastMillis) {
        stored.remember(listener, lastMillis);
    }

    public World world() {
        return resolution().world();
    }

    /** The series that the timeline of a service is made of. */
    public List<Series> seriesOf(String service) {
        Timeline.Selection selection = resolution().selection(service);
        var chosen = new ArrayList<Series>();
        stored.catalog().places().forEach((series, place) -> {
            if (selection.wants(place.cell() / Measure.CELLS_PER_SUBJECT)) {
                chosen.add(series);
            }
        });
        return chosen;
    }

    /** An empty timeline, to be filled bucket by bucket with what {@link #seriesOf} amount to. */
    public StoredTimeline timeline(String service) {
        return new StoredTimeline(stored.catalog(), new TimelineBuilder(resolution(), service));
    }

    private Resolution resolution() {
        if (resolution == null) {
            resolution = Resolution.of(stored.evidence(window));
        }
        return resolution;
    }
}
