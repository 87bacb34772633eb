// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what applications and collectors tell, not what agents do. */
@Singleton
public final class ToldQuery {
    /** Enough for 400 series over an hour in steps of ten seconds, and little to hold. */
    private static final int MOST_ROWS = 150_000;

    private static final int MOST_SERIES = 10_000;
    private static final long LEAST_BUCKET_MILLIS = 10_000;
    private static final int MOST_BUCKETS = 500;
    private static final long WRITTEN_AGAIN_SECONDS = 2 * 86_400;

    private static final String BUCKET =
            "{fromMillis:Int64} + intDiv(toUnixTimestamp64Milli(time) - {fromMillis:Int64}, {bucketMillis:Int64})"
                    + " * {bucketMillis:Int64}";

    /**
     * @param isWhole whether it is all that there is
     */
    public record Found(List<ToldSeries> series, boolean isWhole) {}

    private record Head(String metric, String kind, Map<String, String> resource, Map<String, String> attributes) {}

    private final RowQuery rows;

    ToldQuery(RowQuery rows) {
        this.rows = rows;
    }

    /** How long the buckets are that a window is cut into. */
    public static long bucketMillis(Window window) {
        long each = (window.toMillis() - window.fromMillis()) / MOST_BUCKETS;
        return Math.max(LEAST_BUCKET_MILLIS, Math.ceilDiv(each, LEAST_BUCKET_MILLIS) * LEAST_BUCKET_MILLIS);
    }

    /** @param metrics names of our own, never what a user sent */
    public Found series(Window window, Collection<String> metrics) throws StoreException {
        Span span = Span.buckets(window, bucketMillis(window));
        String chosen = chosen(metrics);
        Map<Long, Head> heads = new HashMap<>();
        String headSql = "SELECT reinterpretAsInt64(fingerprint) AS id, metric, kind, resource, attributes "
                + chosen
                + " LIMIT 1 BY metric, fingerprint LIMIT "
                + MOST_SERIES;
        rows.forEach(
                headSql,
                span.parameters(),
                row -> heads.put(
                        row.getLong("id"),
                        new Head(
                                row.getString("metric"),
                                row.getString("kind"),
                                Map.copyOf(row.<Map<String, String>>readValue("resource")),
                                Map.copyOf(row.<Map<String, String>>readValue("attributes")))));
        Map<Long, List<ToldSeries.Point>> points = new HashMap<>();
        int[] read = new int[1];
        rows.forEach(pointSql(metrics, chosen), span.parameters(), row -> {
            read[0]++;
            points.computeIfAbsent(row.getLong("id"), _ -> new ArrayList<>())
                    .add(new ToldSeries.Point(
                            row.getLong("bucket"),
                            row.getDouble("total"),
                            row.getDouble("n"),
                            row.getDouble("latest"),
                            row.getDouble("latest_n")));
        });
        List<ToldSeries> found = new ArrayList<>();
        heads.forEach((id, head) -> {
            List<ToldSeries.Point> told = points.get(id);
            if (told != null) {
                found.add(new ToldSeries(head.metric, head.kind, head.resource, head.attributes, told));
            }
        });
        return new Found(found, read[0] < MOST_ROWS && heads.size() < MOST_SERIES);
    }

    /** Agents tell of connections by their ends: whoever does not is somebody else. */
    private static String chosen(Collection<String> metrics) {
        return """
                FROM metric_series
                WHERE metric IN (%s) AND attributes['%s'] = ''
                  AND last_seen >= toDateTime({fromSeconds:Int64} - %d, 'UTC')""".formatted(SeriesQuery.names(metrics), SignalName.ROLE, WRITTEN_AGAIN_SECONDS);
    }

    private static String pointSql(Collection<String> metrics, String chosen) {
        String where = "WHERE metric IN (%s) AND %s AND fingerprint IN (SELECT fingerprint %s)"
                .formatted(SeriesQuery.names(metrics), Span.INSIDE, chosen);
        String histograms = """
                SELECT reinterpretAsInt64(fingerprint) AS id, %s AS bucket, sum(sum) AS total,
                  toFloat64(sum(count)) AS n, argMax(sum, time) AS latest, toFloat64(argMax(count, time)) AS latest_n
                FROM %s %s GROUP BY metric, fingerprint, bucket""";
        return """
                SELECT id, bucket, total, n, latest, latest_n FROM (
                  SELECT reinterpretAsInt64(fingerprint) AS id, %s AS bucket, sum(value) AS total,
                    toFloat64(0) AS n, argMax(value, time) AS latest, toFloat64(0) AS latest_n
                  FROM metric_samples %s AND isFinite(value) GROUP BY metric, fingerprint, bucket
                  UNION ALL %s
                  UNION ALL %s)
                ORDER BY id, bucket LIMIT %d
                """.formatted(
                        BUCKET,
                        where,
                        histograms.formatted(BUCKET, "metric_histograms", where),
                        histograms.formatted(BUCKET, "metric_exponential_histograms", where),
                        MOST_ROWS);
    }
}
