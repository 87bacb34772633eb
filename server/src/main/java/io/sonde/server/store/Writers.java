// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** One writer per signal. */
@Singleton
public final class Writers implements AutoCloseable {
    private final Writer<MetricBatch> metrics;
    private final Writer<ColumnBatch> logs;
    private final Writer<ColumnBatch> traces;

    Writers(
            ClickHouse clickHouse,
            WriteConfig config,
            Clock clock,
            Listeners listeners,
            WriteCounters.Registry counters) {
        metrics = new Writer<>(
                "metrics", config, new MetricInsert(clickHouse, clock, config.recentSeries(), listeners), counters);
        logs = new Writer<>("logs", config, new ColumnInsert(clickHouse, "otel_logs"), counters);
        traces = new Writer<>("traces", config, new ColumnInsert(clickHouse, "otel_traces"), counters);
    }

    public Writer<MetricBatch> metrics() {
        return metrics;
    }

    public Writer<ColumnBatch> logs() {
        return logs;
    }

    public Writer<ColumnBatch> traces() {
        return traces;
    }

    void start() {
        all().forEach(Writer::start);
    }

    @Override
    public void close() {
        all().forEach(Writer::close);
    }

    private List<Writer<?>> all() {
        return List.of(metrics, logs, traces);
    }
}
