// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One trace, whole. */
@Singleton
public final class TraceQuery {
    /** Several times of what anybody has read, and a few megabytes. */
    static final int MOST_SPANS = 5_000;

    private record Place(long first, long last, long spans) {}

    private final RowQuery rows;

    TraceQuery(RowQuery rows) {
        this.rows = rows;
    }

    /** Null where no span of it is stored. */
    public @Nullable Trace trace(TraceId id) throws StoreException {
        Place place = place(id);
        if (place.spans == 0) {
            return null;
        }
        List<TraceSpan> spans = new ArrayList<>();
        Map<String, Object> parameters = Map.of("trace", id.text(), "first", place.first, "last", place.last);
        rows.forEach(spans(), parameters, row -> spans.add(span(row)));
        if (spans.isEmpty()) {
            return null;
        }
        long dropped = spans.size() < MOST_SPANS ? 0 : Math.max(0, place.spans - MOST_SPANS);
        return new Trace(id, withParents(spans), dropped);
    }

    private Place place(TraceId id) throws StoreException {
        List<Place> places = new ArrayList<>();
        rows.forEach(
                place(TraceId.sql(id.text())),
                Map.of(),
                row -> places.add(new Place(row.getLong("first"), row.getLong("last"), row.getLong("spans"))));
        return places.getFirst();
    }

    private static List<TraceSpan> withParents(List<TraceSpan> spans) {
        Set<String> ids = new HashSet<>();
        spans.forEach(span -> ids.add(span.head().spanId()));
        return spans.stream()
                .map(span -> span.parentSpanId().isEmpty() || ids.contains(span.parentSpanId())
                        ? span
                        : span.withParentMissing(true))
                .toList();
    }

    private static TraceSpan span(ClickHouseBinaryFormatReader row) {
        var head = new SpanHead(
                row.getString("SpanId"),
                row.getString("Service"),
                row.getString("SpanName"),
                row.getString("SpanKind"),
                row.getString("Protocol"),
                row.getString("Outcome"),
                row.getBoolean("ByAgent"),
                TraceCondition.instant(row.getLong("nanos")),
                row.getLong("duration"));
        var words = new ShortWords();
        Map<String, String> resource = row.readValue("ResourceAttributes");
        Map<String, String> attributes = row.readValue("SpanAttributes");
        SpanChildren children = SpanChildren.of(row, words);
        return new TraceSpan(
                head,
                row.getString("ParentSpanId"),
                false,
                row.getString("StatusCode"),
                words.shorten(row.getString("StatusMessage")),
                row.getString("ScopeName"),
                words.shorten(resource),
                words.shorten(attributes),
                children.events(),
                children.links(),
                words.cut(),
                children.cutEvents(),
                children.cutLinks());
    }

    private static String place(String id) {
        return """
                SELECT toUnixTimestamp64Nano(min(Start)) AS first, toUnixTimestamp64Nano(max(End)) AS last,
                  toInt64(sum(Spans)) AS spans
                FROM trace_parts
                WHERE TraceId = %s
                """.formatted(id);
    }

    /** A span that was sent twice is given once. */
    private static String spans() {
        return """
                SELECT SpanId, ParentSpanId, Service, SpanName, SpanKind, Protocol, Outcome, ByAgent, StatusCode, StatusMessage,
                  ScopeName, toUnixTimestamp64Nano(Timestamp) AS nanos,
                  toInt64(least(Duration, 9000000000000000000)) AS duration,
                  ResourceAttributes, SpanAttributes,
                  arrayMap(t -> toUnixTimestamp64Nano(t), Events.Timestamp) AS event_nanos, Events.Name AS event_names,
                  Events.Attributes AS event_attributes,
                  Links.TraceId AS link_traces, Links.SpanId AS link_spans, Links.Attributes AS link_attributes
                FROM otel_traces
                WHERE TraceId = {trace:String}
                  AND Timestamp >= fromUnixTimestamp64Nano({first:Int64}, 'UTC')
                  AND Timestamp <= fromUnixTimestamp64Nano({last:Int64}, 'UTC')
                ORDER BY Timestamp, SpanId
                LIMIT 1 BY SpanId
                LIMIT %d
                """.formatted(MOST_SPANS);
    }
}
