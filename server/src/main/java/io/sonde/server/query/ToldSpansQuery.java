// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.rca.LogMask;
import io.sonde.diagnosis.rca.Span.Timing;
import io.sonde.diagnosis.world.ServiceId;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the spans that programs tell of themselves, all of a trace or none. Those of agents are not read: which of them are kept
 * depends on how a request went, and none says which other requests it led to.
 */
@Singleton
public final class ToldSpansQuery {
    /** Of each side of the comparison: enough for what an operation does in one of hundreds of runs, and read in a moment. */
    private static final int ENOUGH = 25_000;

    /** The traces that are chosen may be larger than others. */
    private static final int MOST_ROWS = 2 * ENOUGH;

    /** Longer nobody waits for this part of an answer. */
    private static final int LONGEST_SECONDS = 5;

    private static final String COUNT = """
            SELECT sum(Spans) AS spans FROM trace_durations
            WHERE NOT ByAgent AND Second >= toDateTime({fromSeconds:Int64}, 'UTC') AND Second < toDateTime({toSeconds:Int64}, 'UTC')
            """;

    private static final String SQL = """
            SELECT toUnixTimestamp64Micro(toDateTime64(Timestamp, 6, 'UTC')) AS start, intDiv(Duration, 1000) AS micros,
              reinterpretAsInt64(cityHash64(TraceId)) AS trace, reinterpretAsInt64(cityHash64(SpanId)) AS id,
              if(ParentSpanId = '', 0, reinterpretAsInt64(cityHash64(ParentSpanId))) AS parent,
              toString(Service) AS service, toString(SpanName) AS name
            FROM otel_traces
            WHERE NOT ByAgent AND Timestamp >= fromUnixTimestamp64Milli({fromMillis:Int64}, 'UTC')
              AND Timestamp < fromUnixTimestamp64Milli({toMillis:Int64}, 'UTC') AND cityHash64(TraceId) %% {oneOf:UInt64} = 0
            ORDER BY start LIMIT %d SETTINGS max_execution_time = %d
            """.formatted(MOST_ROWS, LONGEST_SECONDS);

    /** @param service what its sender says it is */
    public record ToldSpan(ServiceId service, String operation, long trace, long id, long parent, Timing timing) {}

    /**
     * @param spans rising by start
     * @param isWhole whether none of the traces that were chosen is cut off
     */
    public record Found(List<ToldSpan> spans, boolean isWhole) {}

    private final RowQuery rows;

    ToldSpansQuery(RowQuery rows) {
        this.rows = rows;
    }

    /** @throws QueryTooLongException where there are too many of others between them */
    public Found spans(Window window) throws StoreException {
        Map<String, Object> parameters = Span.whole(window).parameters();
        parameters.put("toSeconds", Math.ceilDiv(window.toMillis(), 1000L));
        long[] all = new long[1];
        rows.forEach(COUNT, parameters, row -> all[0] = row.getLong("spans"));
        if (all[0] == 0) {
            return new Found(List.of(), true);
        }
        parameters.put("oneOf", Math.ceilDiv(all[0], (long) ENOUGH));
        List<ToldSpan> spans = new ArrayList<>();
        Map<String, ServiceId> services = new HashMap<>();
        Map<String, String> operations = new HashMap<>();
        rows.forEach(
                SQL,
                parameters,
                row -> spans.add(new ToldSpan(
                        services.computeIfAbsent(row.getString("service"), ToldSpansQuery::service),
                        operations.computeIfAbsent(row.getString("name"), LogMask::of),
                        row.getLong("trace"),
                        row.getLong("id"),
                        row.getLong("parent"),
                        new Timing(row.getLong("start"), row.getLong("micros")))));
        return new Found(spans, spans.size() < MOST_ROWS);
    }

    private static ServiceId service(String text) {
        String[] parts = text.split("~", 3);
        return new ServiceId(
                parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : ServiceId.DEFAULT_CLUSTER);
    }
}
