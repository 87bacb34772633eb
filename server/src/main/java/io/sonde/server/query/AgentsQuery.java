// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Series;
import io.sonde.proto.Metric;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the agents say of themselves. */
@Singleton
public final class AgentsQuery {
    /** An agent that is silent for longer was taken away. */
    private static final Duration FORGET = Duration.ofDays(1);

    /** Of what lies further back the last state alone does not matter any more. */
    private static final Duration DETAILS = Duration.ofHours(1);

    private static final Set<String> LIFE = Set.of(Metric.SONDE_AGENT_UPTIME.id());

    private static final Set<String> STATE = Set.of(
            Metric.SONDE_AGENT_CLOCK_AHEAD.id(),
            Metric.SONDE_AGENT_PROBE.id(),
            Metric.SONDE_AGENT_LOST.id(),
            Metric.SONDE_AGENT_TABLE_SIZE.id(),
            Metric.SONDE_AGENT_TABLE_DROPPED.id(),
            Metric.SONDE_AGENT_TABLE_LIMIT.id());

    private final SeriesQuery seriesQuery;
    private final AggregateQuery aggregates;

    AgentsQuery(SeriesQuery seriesQuery, AggregateQuery aggregates) {
        this.seriesQuery = seriesQuery;
        this.aggregates = aggregates;
    }

    /** In the order of their nodes. */
    public List<Agent> agents(Instant now) throws StoreException {
        Map<String, AgentDraft> drafts = new TreeMap<>();
        read(now.minus(FORGET), now, LIFE, drafts);
        read(now.minus(DETAILS), now, STATE, drafts);
        return drafts.values().stream().map(AgentDraft::toAgent).toList();
    }

    private void read(Instant from, Instant to, Set<String> metrics, Map<String, AgentDraft> drafts)
            throws StoreException {
        long end = to.toEpochMilli() + 1;
        Span span = new Span(from.toEpochMilli(), end, end - from.toEpochMilli());
        Map<Long, Series> series = seriesQuery.series(span, metrics);
        aggregates.forEach(span, metrics, (_, id, values) -> {
            Series which = series.get(id);
            if (which != null) {
                drafts.computeIfAbsent(AgentDraft.key(which), _ -> new AgentDraft())
                        .add(which, values);
            }
        });
    }
}
