// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.Fill;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One writer per signal. */
@Singleton
public final class Writers implements AutoCloseable {
    private final Writer<NamedMetrics> metrics;
    private final Writer<NamedColumns> logs;
    private final Writer<NamedColumns> traces;
    /** One for each signal: a name means one batch of one signal. */
    private final BatchLedger metricNames = new BatchLedger();

    private final BatchLedger logNames = new BatchLedger();
    private final BatchLedger traceNames = new BatchLedger();

    Writers(
            ClickHouse clickHouse,
            WriteConfig config,
            Clock clock,
            Listeners listeners,
            WriteCounters.Registry counters,
            DiskGuard disk) {
        var metricInsert = new MetricInsert(clickHouse, clock, config.recentSeries(), listeners, metricNames);
        counters.watch(Bounded.WRITTEN_SERIES, metricInsert::recentSeries);
        List<BatchLedger> names = List.of(metricNames, logNames, traceNames);
        counters.watch(Bounded.BATCH_NAMES, () -> names(names));
        metrics = new Writer<>("metrics", config, metricInsert, counters, disk);
        logs = new Writer<>(
                "logs", config, new ColumnInsert(clickHouse, "otel_logs", logNames::gaveUp), counters, disk);
        traces = new Writer<>(
                "traces", config, new ColumnInsert(clickHouse, "otel_traces", traceNames::gaveUp), counters, disk);
    }

    /**
     * Takes metrics in, once for each name that a sender gives them; the future completes when they are stored, or fails with a
     * {@link StoreException}.
     */
    public CompletableFuture<Void> writeMetrics(MetricBatch batch, @Nullable BatchId id) throws QueueFullException {
        NamedMetrics named = new NamedMetrics(batch, id);
        BatchLedger.Writing writing = () -> metrics.write(named, batch.points(), batch.bytes());
        return id == null ? writing.start() : metricNames.once(id, writing);
    }

    /** The same for log records. */
    public CompletableFuture<Void> writeLogs(ColumnBatch batch, @Nullable BatchId id) throws QueueFullException {
        return write(logs, logNames, new NamedColumns(batch, id));
    }

    /** The same for spans. */
    public CompletableFuture<Void> writeTraces(ColumnBatch batch, @Nullable BatchId id) throws QueueFullException {
        return write(traces, traceNames, new NamedColumns(batch, id));
    }

    private static CompletableFuture<Void> write(Writer<NamedColumns> writer, BatchLedger names, NamedColumns batch)
            throws QueueFullException {
        ColumnBatch columns = batch.columns();
        BatchLedger.Writing writing = () -> writer.write(batch, columns.rows(), columns.bytes());
        return batch.id() == null ? writing.start() : names.once(batch.id(), writing);
    }

    private static Fill names(List<BatchLedger> names) {
        return names.stream().map(BatchLedger::fill).reduce(new Fill(0, 0, 0), Fill::plus);
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
