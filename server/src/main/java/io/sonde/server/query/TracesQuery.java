// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest traces with a span of those that are asked for. Spans are read in the order of time until there are enough different
 * traces; what is to be said of these is looked up by their ids.
 */
@Singleton
public final class TracesQuery {
    /** Spans of one trace follow each other: several are read for each trace of the list. */
    private static final int SPANS_PER_TRACE = 10;

    private static final int LEAST_SPANS = 500;

    /** A trace of ten thousand spans would fill the list for ever; then the list goes on at the next page. */
    private static final int ROUNDS = 4;

    /** @param next null at the end of the list */
    public record Page(List<FoundTrace> traces, @Nullable TraceCursor next) {}

    private final RowQuery rows;

    TracesQuery(RowQuery rows) {
        this.rows = rows;
    }

    public Page traces(TraceFilter filter, int limit, @Nullable TraceCursor cursor) throws StoreException {
        Map<String, SpanHead> matches = new LinkedHashMap<>();
        int spans = Math.max(LEAST_SPANS, limit * SPANS_PER_TRACE);
        TraceCursor place = cursor;
        for (int round = 0; round < ROUNDS; round++) {
            var read = new Reading(matches, limit, place);
            read(filter, place, spans, read);
            place = read.place;
            if (read.enough || read.count < spans) {
                return new Page(found(matches), read.enough ? place : null);
            }
        }
        return new Page(found(matches), place);
    }

    /** Takes spans until there are enough traces. */
    private static final class Reading {
        private final Map<String, SpanHead> matches;
        private final int limit;
        private @Nullable TraceCursor place;
        private int count;
        private boolean enough;

        Reading(Map<String, SpanHead> matches, int limit, @Nullable TraceCursor place) {
            this.matches = matches;
            this.limit = limit;
            this.place = place;
        }

        void take(String trace, long nanos, SpanHead head) {
            count++;
            if (enough) {
                return;
            }
            if (matches.size() == limit && !matches.containsKey(trace)) {
                enough = true;
                return;
            }
            matches.putIfAbsent(trace, head);
            place = new TraceCursor(nanos, head.spanId());
        }
    }

    private void read(TraceFilter filter, @Nullable TraceCursor after, int spans, Reading reading)
            throws StoreException {
        var condition = new TraceCondition(filter);
        if (after != null) {
            condition.after(after);
        }
        rows.forEach(heads(condition, spans), condition.parameters(), row -> {
            long nanos = row.getLong("nanos");
            reading.take(row.getString("trace"), nanos, SpanHeads.head(row));
        });
    }

    private List<FoundTrace> found(Map<String, SpanHead> matches) throws StoreException {
        if (matches.isEmpty()) {
            return List.of();
        }
        Map<String, FoundTrace> byId = new LinkedHashMap<>();
        String ids = matches.keySet().stream().map(TraceId::sql).collect(Collectors.joining(", "));
        rows.forEach(summaries(ids), Map.of(), row -> {
            String id = row.getString("trace");
            SpanHead match = Objects.requireNonNull(matches.get(id), "BUG: a trace nobody asked for");
            byId.put(id, trace(id, match, row));
        });
        List<FoundTrace> traces = new ArrayList<>();
        matches.keySet().forEach(id -> {
            FoundTrace trace = byId.get(id);
            if (trace != null) {
                traces.add(trace);
            }
        });
        return traces;
    }

    private static FoundTrace trace(String id, SpanHead match, ClickHouseBinaryFormatReader row) {
        var first = new SpanHead(
                row.getString("first_span"),
                row.getString("first_service"),
                row.getString("first_name"),
                row.getString("first_kind"),
                row.getString("first_protocol"),
                row.getString("first_outcome"),
                row.getBoolean("first_by_agent"),
                TraceCondition.instant(row.getLong("first_nanos")),
                row.getLong("first_duration"));
        return new FoundTrace(
                id,
                TraceCondition.instant(row.getLong("start")),
                row.getLong("duration"),
                row.getLong("spans"),
                row.getLong("errors"),
                row.getLong("unanswered"),
                row.getLong("agent_spans"),
                List.of(row.getString("services").split("\n")),
                !row.getBoolean("parentless"),
                first,
                match);
    }

    private static String heads(TraceCondition condition, int spans) {
        TraceCondition.Source source = condition.source();
        return """
                SELECT %2$s
                FROM %1$s
                WHERE %3$s
                ORDER BY %4$s DESC, %5$s DESC
                LIMIT %6$d
                """.formatted(
                        source.table, SpanHeads.columns(source), condition.where(), source.time, source.span, spans);
    }

    private static String summaries(String ids) {
        return """
                SELECT lower(hex(TraceId)) AS trace, toUnixTimestamp64Nano(min(Start)) AS start,
                  toUnixTimestamp64Nano(max(End)) - start AS duration, toInt64(sum(Spans)) AS spans,
                  toInt64(sum(Errors)) AS errors, toInt64(sum(Unanswered)) AS unanswered, toInt64(sum(AgentSpans)) AS agent_spans,
                  arrayStringConcat(arraySort(groupUniqArrayArray(50)(Services)), '\\n') AS services,
                  CAST(max(Parentless) AS Bool) AS parentless, argMin(First, (NOT Parentless, Start)) AS first,
                  toUnixTimestamp64Nano(first.1) AS first_nanos, lower(hex(first.2)) AS first_span, first.3 AS first_service,
                  first.4 AS first_name, first.5 AS first_kind, first.6 AS first_protocol, first.7 AS first_outcome,
                  first.8 AS first_by_agent, toInt64(least(first.9, 9000000000000000000)) AS first_duration
                FROM trace_parts
                WHERE TraceId IN (%s)
                GROUP BY TraceId
                """.formatted(ids);
    }
}
