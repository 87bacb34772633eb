// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import io.sonde.diagnosis.world.Aggregate;
import io.sonde.diagnosis.world.Sketch;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the points of each series, bucket by bucket in ascending order. Every number is made whole before it is added, as it
 * is in memory, so that both give the same sum.
 */
@Singleton
final class AggregateQuery {
    private static final String BUCKET =
            "{fromMillis:Int64} + intDiv(toUnixTimestamp64Milli(time) - {fromMillis:Int64}, {bucketMillis:Int64})"
                    + " * {bucketMillis:Int64}";

    /** The same buckets as those of {@link Sketch}, as keys and counts. */
    private static final String SKETCH = """
            arrayPushFront(arrayMap(n -> toInt32(least(greatest(if(scale >= %1$d,
                floor((positive_offset + n - 1) / exp2(scale - %1$d)),
                (positive_offset + n - 0.5) * exp2(%1$d - scale)), %2$d), %3$d)),
              arrayEnumerate(positive_counts)), toInt32(%2$d)),
            arrayPushFront(positive_counts, zero_count)""".formatted(Sketch.SCALE, Sketch.LOWEST, Sketch.HIGHEST);

    private static final String NO_SKETCH = "(CAST([], 'Array(Int32)'), CAST([], 'Array(UInt64)')) AS sketch,"
            + " CAST([], 'Array(Int32)') AS keys, CAST([], 'Array(Int64)') AS counts";

    /** What a statement's text may hold of fingerprints; for more of them all series are read and the rest is passed over. */
    private static final int MOST_FINGERPRINTS = 8_000;

    @FunctionalInterface
    interface Visitor {
        void aggregate(long bucketMillis, long fingerprint, Aggregate values);
    }

    private final RowQuery rows;

    AggregateQuery(RowQuery rows) {
        this.rows = rows;
    }

    void forEach(Span span, Collection<String> metrics, Visitor visitor) throws StoreException {
        forEach(span, metrics, "", visitor);
    }

    /** Of some series at least; others may come as well. */
    void forEachOf(Collection<Long> fingerprints, Span span, Collection<String> metrics, Visitor visitor)
            throws StoreException {
        if (fingerprints.size() > MOST_FINGERPRINTS) {
            forEach(span, metrics, "", visitor);
            return;
        }
        String list = fingerprints.stream().map(Long::toUnsignedString).collect(Collectors.joining(","));
        forEach(span, metrics, list.isEmpty() ? "AND false" : "AND fingerprint IN (" + list + ")", visitor);
    }

    private void forEach(Span span, Collection<String> metrics, String condition, Visitor visitor)
            throws StoreException {
        rows.forEach(sql(metrics, condition), span.parameters(), row -> {
            var values = new Aggregate(
                    row.getLong("first_millis"),
                    row.getLong("last_millis"),
                    row.getLong("total"),
                    row.getLong("values"),
                    row.getLong("nanos"),
                    row.getLong("latest"),
                    sketch(row));
            visitor.aggregate(row.getLong("bucket"), row.getLong("id"), values);
        });
    }

    private static @Nullable Sketch sketch(ClickHouseBinaryFormatReader row) {
        int[] buckets = row.getIntArray("keys");
        if (buckets.length == 0) {
            return null;
        }
        long[] counts = row.getLongArray("counts");
        var sketch = new Sketch();
        for (int i = 0; i < buckets.length; i++) {
            sketch.add(Sketch.SCALE, buckets[i], counts[i]);
        }
        return sketch;
    }

    private static String sql(Collection<String> metrics, String condition) {
        return """
                SELECT id, bucket, first_millis, last_millis, total, values, nanos, latest, keys, counts FROM (
                  SELECT reinterpretAsInt64(fingerprint) AS id, %2$s AS bucket,
                    min(toUnixTimestamp64Milli(time)) AS first_millis, max(toUnixTimestamp64Milli(time)) AS last_millis,
                    sum(toInt64(round(value))) AS total, toInt64(0) AS values,
                    sum(if(abs(value) < %5$d, toInt64(round(value * 1e9)), 0)) AS nanos,
                    toInt64(round(argMax(value, (time, value)))) AS latest,
                    %7$s
                  FROM metric_samples
                  WHERE metric IN (%1$s) AND %3$s AND isFinite(value) %4$s
                  GROUP BY metric, fingerprint, bucket
                  UNION ALL
                  SELECT reinterpretAsInt64(fingerprint) AS id, %2$s AS bucket,
                    min(toUnixTimestamp64Milli(time)) AS first_millis, max(toUnixTimestamp64Milli(time)) AS last_millis,
                    toInt64(0) AS total, toInt64(sum(count)) AS values, sum(toInt64(round(sum * 1e9))) AS nanos,
                    toInt64(0) AS latest,
                    %7$s
                  FROM metric_histograms
                  WHERE metric IN (%1$s) AND %3$s AND isFinite(sum) %4$s
                  GROUP BY metric, fingerprint, bucket
                  UNION ALL
                  SELECT reinterpretAsInt64(fingerprint) AS id, %2$s AS bucket,
                    min(toUnixTimestamp64Milli(time)) AS first_millis, max(toUnixTimestamp64Milli(time)) AS last_millis,
                    toInt64(0) AS total, toInt64(sum(count)) AS values, toInt64(0) AS nanos, toInt64(0) AS latest,
                    sumMap(%6$s) AS sketch, sketch.1 AS keys, arrayMap(n -> toInt64(n), sketch.2) AS counts
                  FROM metric_exponential_histograms
                  WHERE metric IN (%1$s) AND %3$s %4$s
                  GROUP BY metric, fingerprint, bucket)
                ORDER BY bucket
                """.formatted(
                SeriesQuery.names(metrics), BUCKET, Span.INSIDE, condition, Aggregate.MOST_SECONDS, SKETCH, NO_SKETCH);
    }
}
