// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import jakarta.inject.Singleton;
import java.time.Clock;

/** One writer per signal. */
@Singleton
public final class Writers implements AutoCloseable {
    private final Writer<MetricBatch> metrics;

    Writers(
            ClickHouse clickHouse,
            WriteConfig config,
            Clock clock,
            Listeners listeners,
            WriteCounters.Registry counters) {
        metrics = new Writer<>(
                "metrics", config, new MetricInsert(clickHouse, clock, config.recentSeries(), listeners), counters);
    }

    public Writer<MetricBatch> metrics() {
        return metrics;
    }

    void start() {
        metrics.start();
    }

    @Override
    public void close() {
        metrics.close();
    }
}
