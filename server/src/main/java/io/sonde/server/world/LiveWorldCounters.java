// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sonde.diagnosis.world.WorldHistory;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the live world did and could not do, for {@code /metrics}. */
@Singleton
final class LiveWorldCounters {
    private static final double MILLIS_PER_SECOND = 1000;

    private final MeterRegistry meters;
    private final BoundedTables tables;
    private final WorldConfig config;
    private final Clock clock;
    private final Counter queueFull;
    private final Timer steps;
    private final Map<String, Long> notTaken = new ConcurrentHashMap<>();
    private volatile WorldHistory.Sizes sizes = new WorldHistory.Sizes(0, 0, 0, 0);
    private volatile long viewedMillis;

    LiveWorldCounters(MeterRegistry meters, BoundedTables tables, WorldConfig config, Clock clock) {
        this.meters = meters;
        this.tables = tables;
        this.config = config;
        this.clock = clock;
        queueFull = meters.counter("sonde.server.dropped.items", "signal", "world", "reason", "queue_full");
        steps = Timer.builder("sonde.server.world.step")
                .description("Time that the world took to advance to a new view: taking in what came, and packing it")
                .register(meters);
    }

    void watch(PointQueue queue, List<String> reasons) {
        viewedMillis = clock.millis();
        tables.watch(Bounded.WORLD_QUEUE, queue::fill);
        tables.watch(
                Bounded.WORLD_SERIES,
                () -> new Fill(sizes.series(), config.series(), notTaken.getOrDefault(WorldHistory.SERIES, 0L)));
        tables.watch(
                Bounded.WORLD_LISTENERS,
                () -> new Fill(
                        sizes.listeners(), config.listeners(), notTaken.getOrDefault(WorldHistory.LISTENERS, 0L)));
        tables.watch(Bounded.WORLD_BYTES, () -> new Fill(sizes.bytes(), config.mostBytes(), sizes.minutesGivenUp()));
        Gauge.builder("sonde.server.world.view.age", this::viewAgeSeconds)
                .baseUnit("seconds")
                .register(meters);
        for (String reason : reasons) {
            FunctionCounter.builder("sonde.server.dropped.items", notTaken, counts -> counts.getOrDefault(reason, 0L))
                    .tags("signal", "world", "reason", reason)
                    .register(meters);
        }
    }

    /** An answer was made from {@code memory} or from the {@code store}. */
    void answered(String from) {
        meters.counter("sonde.server.world.answers", "from", from).increment();
    }

    void dropped(int points) {
        queueFull.increment(points);
    }

    /** @param nanos spent since the view before */
    void stepped(WorldHistory history, long nanos) {
        steps.record(nanos, TimeUnit.NANOSECONDS);
        viewed(history);
    }

    void viewed(WorldHistory history) {
        notTaken.putAll(history.dropped());
        sizes = history.sizes();
        viewedMillis = clock.millis();
    }

    private double viewAgeSeconds() {
        return (clock.millis() - viewedMillis) / MILLIS_PER_SECOND;
    }
}
