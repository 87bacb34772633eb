// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.sonde.server.RunningServer;
import io.sonde.server.receive.decode.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineKilledTest {
    private static final int SENDERS = 3;
    private static final int POINTS_PER_REQUEST = 500;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    void underLoadNoAcknowledgedRowIsLostAndNoneIsThereTwice(@TempDir Path data) throws Exception {
        try (RunningServer server =
                RunningServer.start("--data=" + data, "--write.deadline=30s").awaitReady()) {
            List<Thread> senders = startSenders(server);

            for (int kill = 1; kill <= KILLS; kill++) {
                awaitMoreAcknowledged();
                RunningServer.engine().destroyForcibly();
                int killed = kill;
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> server.metric("sonde_server_engine_restarts_total") >= killed);
            }
            awaitMoreAcknowledged();
            stop.set(true);
            for (Thread sender : senders) {
                sender.join();
            }

            assertThat(server.count("SELECT count() FROM metric_samples")).isEqualTo(acknowledged.get());
            assertThat(server.count("SELECT uniqExact(fingerprint, value) FROM metric_samples"))
                    .isEqualTo(acknowledged.get());
            assertThat(server.metric("sonde_server_insert_failures_total{signal=\"metrics\"}"))
                    .isPositive();
        }
    }

    private void awaitMoreAcknowledged() {
        long before = acknowledged.get();
        Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.get() >= before + 10 * POINTS_PER_REQUEST);
    }

    private List<Thread> startSenders(RunningServer server) {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            String name = "sender-" + i;
            senders.add(Thread.ofPlatform().start(() -> send(server, name)));
        }
        return senders;
    }

    /** Each point has a value of its own: a row that was stored twice or lost shows. */
    private void send(RunningServer server, String name) {
        var stub = MetricsServiceGrpc.newBlockingStub(server.grpc());
        double value = 0;
        while (!stop.get()) {
            NumberDataPoint[] points = new NumberDataPoint[POINTS_PER_REQUEST];
            for (int i = 0; i < points.length; i++) {
                points[i] = Telemetry.point(Instant.now(), value++, attribute("i", Integer.toString(i % 50)));
            }
            stub.export(Telemetry.metrics(name, Telemetry.gauge("g", points)));
            acknowledged.addAndGet(points.length);
        }
    }
}
