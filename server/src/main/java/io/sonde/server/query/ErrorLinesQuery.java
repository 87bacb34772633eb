// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.ServiceId;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each service logged which line about an error. */
@Singleton
public final class ErrorLinesQuery {
    /** Of the names of OpenTelemetry's severities, the number from which on a line is about an error. */
    private static final int ERROR = 17;

    /** What follows is mostly what varies. */
    private static final int COMPARED_CHARS = 160;

    private static final int MOST_ROWS = 50_000;

    private static final String INSIDE = "TimestampTime >= toDateTime({fromSeconds:Int64}, 'UTC')"
            + " AND Timestamp >= fromUnixTimestamp64Milli({fromMillis:Int64}, 'UTC')"
            + " AND Timestamp < fromUnixTimestamp64Milli({toMillis:Int64}, 'UTC')";

    private static final String SQL = """
            SELECT ServiceName AS name, ResourceAttributes['%s'] AS own, ResourceAttributes['%s'] AS namespace,
              ResourceAttributes['%s'] AS cluster,
              {fromMillis:Int64} + intDiv(toUnixTimestamp64Milli(toDateTime64(Timestamp, 3, 'UTC')) - {fromMillis:Int64},
                {bucketMillis:Int64}) * {bucketMillis:Int64} AS bucket,
              replaceRegexpAll(substringUTF8(Body, 1, %d), '[0-9a-fA-F-]*[0-9][0-9a-fA-F-]*', '*') AS line, count() AS lines
            FROM otel_logs WHERE %s AND SeverityNumber >= %d
            GROUP BY name, own, namespace, cluster, bucket, line
            ORDER BY bucket LIMIT %d
            """.formatted(
                    SignalName.SERVICE_NAMESPACE,
                    SignalName.NAMESPACE,
                    SignalName.CLUSTER,
                    COMPARED_CHARS,
                    INSIDE,
                    ERROR,
                    MOST_ROWS);

    /** @param service what its sender says it is */
    public record Line(ServiceId service, String pattern) {}

    /**
     * @param counts by line, and by start of the bucket
     * @param isAny whether anybody logs anything
     * @param isWhole whether it is all that there is
     */
    public record Found(Map<Line, SortedMap<Long, Long>> counts, boolean isAny, boolean isWhole) {}

    private final RowQuery rows;

    ErrorLinesQuery(RowQuery rows) {
        this.rows = rows;
    }

    public Found lines(Window window, long bucketMillis) throws StoreException {
        Span span = Span.buckets(window, bucketMillis);
        boolean[] isAny = new boolean[1];
        rows.forEach("SELECT 1 AS one FROM otel_logs WHERE " + INSIDE + " LIMIT 1", span.parameters(), _ -> {
            isAny[0] = true;
        });
        Map<Line, SortedMap<Long, Long>> counts = new HashMap<>();
        int[] read = new int[1];
        if (isAny[0]) {
            rows.forEach(SQL, span.parameters(), row -> {
                read[0]++;
                ServiceId service = ServiceId.of(Map.of(
                        SignalName.SERVICE_NAME, row.getString("name"),
                        SignalName.SERVICE_NAMESPACE, row.getString("own"),
                        SignalName.NAMESPACE, row.getString("namespace"),
                        SignalName.CLUSTER, row.getString("cluster")));
                counts.computeIfAbsent(new Line(service, row.getString("line")), _ -> new TreeMap<>())
                        .merge(row.getLong("bucket"), row.getLong("lines"), Long::sum);
            });
        }
        return new Found(counts, isAny[0], read[0] < MOST_ROWS);
    }
}
