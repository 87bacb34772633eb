// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import com.clickhouse.client.api.query.GenericRecord;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets how long each table keeps its rows, where that is not so already: a change makes the store look at every part. */
@Singleton
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final ClickHouse clickHouse;
    private final RetentionConfig config;
    private final StoreConfig store;

    private record Rule(String table, String time, Duration keep) {
        /** As the store itself writes it, so that it can be compared. */
        String expression() {
            return "TTL " + time + " + toIntervalDay(" + days() + ")";
        }

        long days() {
            return Math.max(1, keep.toDays());
        }
    }

    Retention(ClickHouse clickHouse, RetentionConfig config, StoreConfig store) {
        this.clickHouse = clickHouse;
        this.config = config;
        this.store = store;
    }

    void apply() throws StoreException {
        Map<String, String> definitions = definitions();
        for (Rule rule : rules()) {
            String definition = definitions.getOrDefault(rule.table, "");
            if (!definition.contains(rule.expression())) {
                clickHouse.execute("ALTER TABLE " + rule.table + " MODIFY " + rule.expression());
                log.info("{} keeps rows for {} days", rule.table, rule.days());
            }
        }
    }

    private List<Rule> rules() {
        return List.of(
                // A series outlives its last point, and is seen anew once a day.
                new Rule("metric_series", "last_seen", config.metrics().plusDays(2)),
                new Rule("metric_samples", "toDateTime(time)", config.metrics()),
                new Rule("metric_histograms", "toDateTime(time)", config.metrics()),
                new Rule("metric_exponential_histograms", "toDateTime(time)", config.metrics()),
                new Rule("metric_summaries", "toDateTime(time)", config.metrics()),
                new Rule("otel_logs", "TimestampTime", config.logs()),
                new Rule("otel_traces", "toDateTime(Timestamp)", config.traces()),
                new Rule("otel_traces_trace_id_ts", "Start", config.traces()),
                new Rule("trace_entries", "toDateTime(Time)", config.traces()),
                new Rule("trace_durations", "Second", config.traces()),
                new Rule("trace_parts", "toDateTime(Start)", config.traces()),
                new Rule("causes", "toDateTime(asked_at)", config.causes()));
    }

    private Map<String, String> definitions() throws StoreException {
        List<GenericRecord> rows = clickHouse.query(
                "SELECT name, create_table_query AS definition FROM system.tables"
                        + " WHERE database = {database:String}",
                Map.of("database", store.database()));
        return rows.stream().collect(Collectors.toMap(r -> r.getString("name"), r -> r.getString("definition")));
    }
}
