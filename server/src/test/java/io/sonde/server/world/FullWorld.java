// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static io.sonde.server.receive.decode.Telemetry.point;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.sonde.diagnosis.world.Series;
import io.sonde.diagnosis.world.SignalName;
import io.sonde.diagnosis.world.WorldHistory;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.receive.decode.MetricsDecoder;
import io.sonde.server.receive.decode.Telemetry;
import io.sonde.server.receive.decode.TimeWindow;
import io.sonde.server.store.MetricBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

/** The world in memory and the way into it, filled with more than fits. */
public final class FullWorld {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final int MORE = 20;
    private static final WorldConfig SMALL = new WorldConfig(
            Duration.ofHours(1), Duration.ofHours(6), 1000L, 8, 4, 10, 10, 10, 5, Duration.ofSeconds(1));

    private FullWorld() {}

    public static Fill of(Bounded which) throws MalformedException {
        var tables = new BoundedTables(new SimpleMeterRegistry());
        var counters =
                new LiveWorldCounters(new SimpleMeterRegistry(), tables, SMALL, Clock.fixed(NOW, ZoneOffset.UTC));
        var queue = new PointQueue(SMALL.queuePoints());
        counters.watch(queue, WorldHistory.DROP_REASONS);
        fill(queue);
        var history = new WorldHistory(SMALL.limits(), 0);
        fill(history);
        counters.viewed(history);
        return Objects.requireNonNull(tables.fills().get(which));
    }

    private static void fill(PointQueue queue) throws MalformedException {
        for (int i = 0; i < MORE; i++) {
            queue.offer(onePoint());
        }
    }

    private static MetricBatch onePoint() throws MalformedException {
        NumberDataPoint point = point(NOW, 1, attribute(SignalName.ROLE, "client"));
        byte[] request = Telemetry.metrics("shop", Telemetry.gauge(SignalName.ACTIVE, point))
                .toByteArray();
        return new MetricsDecoder(MORE)
                .decode(request, TimeWindow.at(NOW, Duration.ofDays(1)))
                .batch();
    }

    private static void fill(WorldHistory history) {
        history.advance(NOW.toEpochMilli());
        for (int i = 0; i < MORE; i++) {
            Map<String, String> resource = Map.of(SignalName.SERVICE_NAME, "s" + i, SignalName.HOST_ID, "h");
            Map<String, String> at =
                    Map.of(SignalName.LOCAL_ADDRESS, "10.0.0.5", SignalName.LOCAL_PORT, Integer.toString(i));
            Series listener = new Series(SignalName.LISTEN, resource, at);
            history.remember(listener, NOW.toEpochMilli());
            for (int minute = 0; minute < MORE; minute++) {
                history.add(listener, NOW.minus(Duration.ofMinutes(minute)).toEpochMilli(), 1);
            }
        }
        history.view();
    }
}
