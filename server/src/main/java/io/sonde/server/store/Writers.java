// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.limit.Bounded;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One writer per signal. */
@Singleton
public final class Writers implements AutoCloseable {
    private final Writer<NamedMetrics> metrics;
    private final BatchLedger ledger = new BatchLedger();
    private final Writer<ColumnBatch> logs;
    private final Writer<ColumnBatch> traces;

    Writers(
            ClickHouse clickHouse,
            WriteConfig config,
            Clock clock,
            Listeners listeners,
            WriteCounters.Registry counters,
            DiskGuard disk) {
        var metricInsert = new MetricInsert(clickHouse, clock, config.recentSeries(), listeners, ledger);
        counters.watch(Bounded.WRITTEN_SERIES, metricInsert::recentSeries);
        counters.watch(Bounded.BATCH_NAMES, ledger::fill);
        metrics = new Writer<>("metrics", config, metricInsert, counters, disk);
        logs = new Writer<>("logs", config, new ColumnInsert(clickHouse, "otel_logs"), counters, disk);
        traces = new Writer<>("traces", config, new ColumnInsert(clickHouse, "otel_traces"), counters, disk);
    }

    /**
     * Takes metrics in, once for each name that a sender gives them; the future completes when they are stored, or fails with a
     * {@link StoreException}.
     */
    public CompletableFuture<Void> writeMetrics(MetricBatch batch, @Nullable BatchId id) throws QueueFullException {
        NamedMetrics named = new NamedMetrics(batch, id);
        BatchLedger.Writing writing = () -> metrics.write(named, batch.points(), batch.bytes());
        return id == null ? writing.start() : ledger.once(id, writing);
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
