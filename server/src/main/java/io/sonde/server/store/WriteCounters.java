// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What one writer has done, for {@code /metrics}. */
final class WriteCounters {
    private final Counter stored;
    private final Counter dropped;
    private final Counter refused;
    private final Counter refusedForDisk;
    private final Counter failed;
    private final Timer insert;

    private WriteCounters(MeterRegistry meters, String signal) {
        stored = meters.counter("sonde.server.stored.items", "signal", signal);
        dropped = meters.counter("sonde.server.dropped.items", "signal", signal, "reason", "store_away");
        refused = meters.counter("sonde.server.dropped.items", "signal", signal, "reason", "queue_full");
        refusedForDisk = meters.counter("sonde.server.dropped.items", "signal", signal, "reason", "disk_full");
        failed = meters.counter("sonde.server.insert.failures", "signal", signal);
        insert = meters.timer("sonde.server.insert", "signal", signal);
    }

    void stored(int rows) {
        stored.increment(rows);
    }

    void dropped(int rows) {
        dropped.increment(rows);
    }

    void refused(int rows) {
        refused.increment(rows);
    }

    void refusedForDisk(int rows) {
        refusedForDisk.increment(rows);
    }

    void failed() {
        failed.increment();
    }

    void inserted(long nanos) {
        insert.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Makes the counters of each writer. */
    @Singleton
    static final class Registry {
        private final MeterRegistry meters;
        private final WriteConfig config;

        Registry(MeterRegistry meters, WriteConfig config) {
            this.meters = meters;
            this.config = config;
        }

        WriteCounters of(String signal, WriteQueue<?> queue) {
            gauge("sonde.server.queue.rows", signal, queue::rows);
            gauge("sonde.server.queue.bytes", signal, queue::bytes);
            gauge("sonde.server.queue.limit.rows", signal, config::queueRows);
            gauge("sonde.server.queue.limit.bytes", signal, config::queueBytes);
            return new WriteCounters(meters, signal);
        }

        private void gauge(String name, String signal, Supplier<Number> value) {
            Gauge.builder(name, value).tag("signal", signal).register(meters);
        }
    }
}
