// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.micrometer.core.instrument.MeterRegistry;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.receive.decode.Decoded;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.receive.decode.MetricsDecoder;
import io.sonde.server.receive.decode.Rejections;
import io.sonde.server.receive.decode.TimeWindow;
import io.sonde.server.store.MetricBatch;
import io.sonde.server.store.QueueFullException;
import io.sonde.server.store.RetentionConfig;
import io.sonde.server.store.Writers;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Requests with metrics. */
@Singleton
final class MetricsExport implements SignalExport {
    private final MetricsDecoder decoder;
    private final Writers writers;
    private final RetentionConfig retention;
    private final Clock clock;
    private final ReceiveCounters counters;

    MetricsExport(
            OtlpConfig config,
            Writers writers,
            RetentionConfig retention,
            Clock clock,
            MeterRegistry meters,
            BoundedTables tables) {
        this.decoder = new MetricsDecoder(config.seriesCache());
        this.writers = writers;
        this.retention = retention;
        this.clock = clock;
        this.counters = new ReceiveCounters(meters, signal());
        tables.watch(Bounded.KNOWN_SERIES, decoder::series);
        tables.watch(Bounded.KNOWN_RESOURCES, decoder::resources);
    }

    @Override
    public Signal signal() {
        return Signal.METRICS;
    }

    @Override
    public CompletableFuture<Rejections> export(byte[] request, Sending sending)
            throws MalformedException, QueueFullException {
        TimeWindow window = TimeWindow.at(clock.instant(), retention.metrics()).ofClockAhead(sending.clockAhead());
        Decoded<MetricBatch> decoded = decoder.decode(request, window);
        MetricBatch batch = decoded.batch();
        counters.received(batch.points(), decoded.rejections());
        if (batch.points() == 0) {
            return CompletableFuture.completedFuture(decoded.rejections());
        }
        return writers.writeMetrics(batch, sending.id()).thenApply(_ -> decoded.rejections());
    }
}
