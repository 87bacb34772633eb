// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Catalog.Place;
import io.sonde.diagnosis.world.Subject.Listener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link Trends} from a store, stretch after stretch in ascending order. One thread, one window. */
public final class TrendFacts {
    private final Window span;
    private final Limits limits;
    private final Catalog catalog;
    private final Cells whole = new Cells(0);
    private final Cells current = new Cells(0);
    private final List<PackedCells> stretches = new ArrayList<>();
    private final Map<Listener, Long> remembered = new HashMap<>();

    /** @param window whose end is looked at */
    public TrendFacts(Window window, Limits limits) {
        this.span = Trends.span(window);
        this.limits = limits;
        catalog = new Catalog(limits.series());
    }

    /** What is to be read. */
    public Window span() {
        return span;
    }

    /** In buckets of this length. */
    public long stretchMillis() {
        return Trends.STRETCH_MILLIS;
    }

    /** What a series amounts to in the stretch that starts at this time. */
    public void add(long stretchStart, Series series, Aggregate values) {
        int number = Math.toIntExact((stretchStart - span.fromMillis()) / Trends.STRETCH_MILLIS);
        finishUntil(number);
        Place place = catalog.place(series);
        if (place != null) {
            Recorder.record(place, values, whole);
            Recorder.record(place, values, current);
        }
    }

    /** When a listener was last seen before the span; see {@link Limits#memory()}. */
    public void remember(Series listener, long lastMillis) {
        SeriesReader.Meaning meaning = new SeriesReader().read(listener);
        if (meaning != null && meaning.subject() instanceof Listener it) {
            remembered.merge(it, lastMillis, Math::max);
        }
    }

    public Trends trends() {
        finishUntil(Trends.PAST_STRETCHES + 1);
        var evidence = new Evidence(span, catalog.subjects(), whole, remembered, limits, catalog.refused());
        var builder = new TrendBuilder(Resolution.of(evidence));
        builder.recent(TrendBuilder.stretch(span, Trends.PAST_STRETCHES), unpack(Trends.PAST_STRETCHES));
        for (int number = 0; number < Trends.PAST_STRETCHES; number++) {
            builder.past(TrendBuilder.stretch(span, number), unpack(number));
        }
        return builder.trends();
    }

    private Cells unpack(int number) {
        current.clear();
        stretches.get(number).addAllTo(current);
        return current;
    }

    private void finishUntil(int number) {
        while (stretches.size() < number) {
            stretches.add(PackedCells.of(
                    current, TrendBuilder.stretch(span, stretches.size()).fromMillis()));
            current.clear();
        }
    }
}
