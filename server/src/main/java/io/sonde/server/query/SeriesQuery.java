// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Series;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the series are whose points lie in a span of time. */
@Singleton
final class SeriesQuery {
    /** A series is written again every day, so that one with points on a day was written on that day or the one before. */
    private static final Duration WRITTEN_AGAIN = Duration.ofDays(2);

    private static final String OF_SERVICE = "AND resource['service.name'] = {serviceName:String}";

    private final RowQuery rows;

    SeriesQuery(RowQuery rows) {
        this.rows = rows;
    }

    /** By fingerprint. */
    Map<Long, Series> series(Span span, Collection<String> metrics) throws StoreException {
        return series(metrics, "", span.parameters());
    }

    /** Those of services of this name, whatever their namespace. */
    Map<Long, Series> seriesOf(String serviceName, Span span, Collection<String> metrics) throws StoreException {
        Map<String, Object> parameters = span.parameters();
        parameters.put("serviceName", serviceName);
        return series(metrics, OF_SERVICE, parameters);
    }

    private Map<Long, Series> series(Collection<String> metrics, String condition, Map<String, Object> parameters)
            throws StoreException {
        Map<Long, Series> found = new HashMap<>();
        rows.forEach(sql(metrics, condition), parameters, row -> {
            Map<String, String> resource = row.readValue("resource");
            Map<String, String> attributes = row.readValue("attributes");
            var series = new Series(row.getString("metric"), Map.copyOf(resource), Map.copyOf(attributes));
            found.put(row.getLong("id"), series);
        });
        return found;
    }

    /** Only our own names get here, never what a user sent. */
    static String names(Collection<String> metrics) {
        return metrics.stream().sorted().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private static String sql(Collection<String> metrics, String condition) {
        return """
                SELECT reinterpretAsInt64(fingerprint) AS id, metric, resource, attributes
                FROM metric_series
                WHERE metric IN (%1$s)
                  AND last_seen >= toDateTime({fromSeconds:Int64} - %2$d, 'UTC') %4$s
                  AND fingerprint IN (
                    SELECT fingerprint FROM metric_samples WHERE metric IN (%1$s) AND %3$s
                    UNION DISTINCT
                    SELECT fingerprint FROM metric_histograms WHERE metric IN (%1$s) AND %3$s
                    UNION DISTINCT
                    SELECT fingerprint FROM metric_exponential_histograms WHERE metric IN (%1$s) AND %3$s)
                LIMIT 1 BY metric, fingerprint
                """.formatted(names(metrics), WRITTEN_AGAIN.toSeconds(), Span.INSIDE, condition);
    }
}
