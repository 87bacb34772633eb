// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.micrometer.core.instrument.MeterRegistry;
import io.sonde.server.receive.decode.Decoded;
import io.sonde.server.receive.decode.LogsDecoder;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.receive.decode.Rejections;
import io.sonde.server.receive.decode.TimeWindow;
import io.sonde.server.store.ColumnBatch;
import io.sonde.server.store.QueueFullException;
import io.sonde.server.store.RetentionConfig;
import io.sonde.server.store.Writers;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Requests with logs. */
@Singleton
final class LogsExport implements SignalExport {
    private final Writers writers;
    private final RetentionConfig retention;
    private final Clock clock;
    private final ReceiveCounters counters;

    LogsExport(Writers writers, RetentionConfig retention, Clock clock, MeterRegistry meters) {
        this.writers = writers;
        this.retention = retention;
        this.clock = clock;
        this.counters = new ReceiveCounters(meters, signal());
    }

    @Override
    public Signal signal() {
        return Signal.LOGS;
    }

    @Override
    public CompletableFuture<Rejections> export(byte[] request, Sending sending)
            throws MalformedException, QueueFullException {
        TimeWindow window = TimeWindow.at(clock.instant(), retention.logs());
        Decoded<ColumnBatch> decoded = LogsDecoder.decode(request, window);
        ColumnBatch batch = decoded.batch();
        counters.received(batch.rows(), decoded.rejections());
        if (batch.rows() == 0) {
            return CompletableFuture.completedFuture(decoded.rejections());
        }
        return writers.writeLogs(batch, sending.id()).thenApply(_ -> decoded.rejections());
    }
}
