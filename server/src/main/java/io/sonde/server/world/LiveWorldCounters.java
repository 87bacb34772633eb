// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the live world did and could not do, for {@code /metrics}. */
@Singleton
final class LiveWorldCounters {
    private static final double MILLIS_PER_SECOND = 1000;

    private final MeterRegistry meters;
    private final Clock clock;
    private final Counter queueFull;
    private final Map<String, Long> notTaken = new ConcurrentHashMap<>();
    private volatile long viewedMillis;

    LiveWorldCounters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        queueFull = meters.counter("sonde.server.dropped.items", "signal", "world", "reason", "queue_full");
    }

    void watch(PointQueue queue, List<String> reasons) {
        viewedMillis = clock.millis();
        Gauge.builder("sonde.server.queue.rows", queue::points)
                .tag("signal", "world")
                .register(meters);
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

    void viewed(Map<String, Long> dropped) {
        notTaken.putAll(dropped);
        viewedMillis = clock.millis();
    }

    private double viewAgeSeconds() {
        return (clock.millis() - viewedMillis) / MILLIS_PER_SECOND;
    }
}
