// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.CourseFacts;
import io.sonde.diagnosis.world.Limits;
import io.sonde.diagnosis.world.Series;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.Steps;
import io.sonde.diagnosis.world.TrendFacts;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.WindowFacts;
import io.sonde.diagnosis.world.WorldHistory;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/** What the store knows of the world. */
@Singleton
public final class StoredHistory {
    private static final Set<String> LISTENERS = Set.of(SignalName.LISTEN);

    private final SeriesQuery seriesQuery;
    private final AggregateQuery aggregates;

    StoredHistory(SeriesQuery seriesQuery, AggregateQuery aggregates) {
        this.seriesQuery = seriesQuery;
        this.aggregates = aggregates;
    }

    /** Reads a window whole. */
    public WindowReading read(Window window, Limits limits) throws StoreException {
        Span span = Span.whole(window);
        Map<Long, Series> series = seriesQuery.series(span, SignalName.METRICS);
        var facts = new WindowFacts(window, limits);
        aggregates.forEach(span, SignalName.METRICS, (_, id, values) -> {
            Series which = series.get(id);
            if (which != null) {
                facts.add(which, values);
            }
        });
        readListeners(window.toMillis() - limits.memory().toMillis(), window.fromMillis(), facts::remember);
        return new StoredWindow(facts, series, aggregates, () -> trends(window, limits));
    }

    private Trends trends(Window window, Limits limits) throws StoreException {
        var facts = new TrendFacts(window, limits);
        Map<Long, Series> series = seriesQuery.series(Span.whole(facts.span()), SignalName.METRICS);
        Span span = Span.buckets(facts.span(), facts.stretchMillis());
        aggregates.forEach(span, SignalName.METRICS, (stretch, id, values) -> {
            Series which = series.get(id);
            if (which != null) {
                facts.add(stretch, which, values);
            }
        });
        long end = facts.span().fromMillis();
        readListeners(facts.span().toMillis() - limits.memory().toMillis(), end, facts::remember);
        return facts.trends();
    }

    /** Reads how everything did, step by step. */
    public Course course(Steps steps, Limits limits) throws StoreException {
        Map<Long, Series> series = seriesQuery.series(Span.whole(steps.window()), SignalName.METRICS);
        var facts = new CourseFacts(steps, limits);
        for (Steps.Stretch stretch : steps.stretches()) {
            Span span = Span.buckets(stretch.window(), stretch.stepMillis());
            aggregates.forEach(span, SignalName.METRICS, (step, id, values) -> {
                Series which = series.get(id);
                if (which != null) {
                    facts.add(step, which, values);
                }
            });
        }
        long begin = steps.window().fromMillis();
        readListeners(steps.window().toMillis() - limits.memory().toMillis(), begin, facts::remember);
        return facts.course();
    }

    /** The series of a window, by fingerprint, for {@link #restore}. */
    public Map<Long, Series> series(Window window) throws StoreException {
        return seriesQuery.series(Span.whole(window), SignalName.METRICS);
    }

    /** Adds a part of a window, step by step, to a history that starts. */
    public void restore(WorldHistory history, Map<Long, Series> series, Window part) throws StoreException {
        aggregates.forEach(Span.buckets(part, Window.STEP_MILLIS), SignalName.METRICS, (_, id, values) -> {
            Series which = series.get(id);
            if (which != null) {
                history.add(which, values);
            }
        });
    }

    /** When each listener was last seen in a span of time. */
    public void readListeners(long fromMillis, long toMillis, ObjLongConsumer<Series> visitor) throws StoreException {
        if (fromMillis >= toMillis) {
            return;
        }
        Span span = new Span(fromMillis, toMillis, toMillis - fromMillis);
        Map<Long, Series> series = seriesQuery.series(span, LISTENERS);
        aggregates.forEach(span, LISTENERS, (_, id, values) -> {
            Series which = series.get(id);
            if (which != null) {
                visitor.accept(which, values.lastMillis());
            }
        });
    }
}
