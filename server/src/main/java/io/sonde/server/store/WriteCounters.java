// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
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
        private final BoundedTables tables;

        Registry(MeterRegistry meters, BoundedTables tables) {
            this.meters = meters;
            this.tables = tables;
        }

        WriteCounters of(String signal, WriteQueue<?> queue) {
            switch (signal) {
                case "metrics" -> watch(queue, Bounded.METRICS_ROWS, Bounded.METRICS_BYTES);
                case "logs" -> watch(queue, Bounded.LOGS_ROWS, Bounded.LOGS_BYTES);
                case "traces" -> watch(queue, Bounded.TRACES_ROWS, Bounded.TRACES_BYTES);
                default -> throw new IllegalArgumentException("BUG: nobody watches the queue of " + signal);
            }
            return new WriteCounters(meters, signal);
        }

        void watch(Bounded which, Supplier<Fill> fill) {
            tables.watch(which, fill);
        }

        private void watch(WriteQueue<?> queue, Bounded rows, Bounded bytes) {
            tables.watch(rows, queue::rows);
            tables.watch(bytes, queue::bytes);
        }
    }
}
