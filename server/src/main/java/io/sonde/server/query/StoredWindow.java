// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Series;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.StoredTimeline;
import io.sonde.diagnosis.world.Timeline;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.WindowFacts;
import io.sonde.diagnosis.world.World;
import io.sonde.server.store.StoreException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One window as the store has it. */
final class StoredWindow implements WindowReading {
    private final WindowFacts facts;
    private final Map<Long, Series> series;
    private final AggregateQuery aggregates;
    private final TrendReading trends;

    /** Read only when somebody judges. */
    interface TrendReading {
        Trends read() throws StoreException;
    }

    StoredWindow(WindowFacts facts, Map<Long, Series> series, AggregateQuery aggregates, TrendReading trends) {
        this.facts = facts;
        this.series = series;
        this.aggregates = aggregates;
        this.trends = trends;
    }

    @Override
    public World world() {
        return facts.world();
    }

    @Override
    public Trends trends() throws StoreException {
        return trends.read();
    }

    /** Only the series of the service are read again. */
    @Override
    public Timeline timeline(String service) throws StoreException {
        StoredTimeline timeline = facts.timeline(service);
        Set<Series> wanted = new HashSet<>(facts.seriesOf(service));
        Map<Long, Series> own = new HashMap<>(series);
        own.values().retainAll(wanted);
        Span span = Span.buckets(timeline.buckets().window(), timeline.buckets().lengthMillis());
        aggregates.forEachOf(own.keySet(), span, SignalName.METRICS, (bucket, id, values) -> {
            Series which = own.get(id);
            if (which != null) {
                timeline.add(bucket, which, values);
            }
        });
        return timeline.timeline();
    }
}
