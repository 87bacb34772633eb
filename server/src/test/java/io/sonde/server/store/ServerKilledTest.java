// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.sonde.server.RunningServer;
import io.sonde.server.Server;
import io.sonde.server.receive.decode.Telemetry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own process, killed at any moment: between an insert and its answer, too. */
class ServerKilledTest {
    private static final int SENDERS = 3;
    private static final int POINTS_PER_BATCH = 200;
    private static final int KILLS = 4;
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port = freePort();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();

    @Test
    void everyBatchIsStoredOnceHoweverOftenTheServerDies(@TempDir Path data) throws Exception {
        Random random = new Random(SEED);
        Process server = start(data);
        try {
            List<Thread> senders = startSenders();
            for (int kill = 0; kill < KILLS; kill++) {
                awaitMoreAcknowledged();
                LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(300)));
                server.destroyForcibly().waitFor();
                server = start(data);
            }
            awaitMoreAcknowledged();
            stop.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
        } finally {
            server.destroyForcibly().waitFor();
        }

        try (RunningServer last = RunningServer.start("--data=" + data).awaitReady()) {
            assertThat(last.count("SELECT count() FROM metric_samples WHERE metric = 'g'"))
                    .isEqualTo(acknowledged.get());
            assertThat(last.count("SELECT uniqExact(fingerprint, value) FROM metric_samples WHERE metric = 'g'"))
                    .isEqualTo(acknowledged.get());
        }
        assertThat(repeated).hasPositiveValue();
    }

    private Process start(Path data) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        "--data=" + data,
                        "--otlp.grpc-port=" + port,
                        "--http.port=0",
                        "--otlp.http-port=0",
                        "--ops.port=0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitMoreAcknowledged() {
        long before = acknowledged.get();
        await().atMost(PATIENCE).until(() -> acknowledged.get() >= before + 10 * POINTS_PER_BATCH);
    }

    private List<Thread> startSenders() {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            String name = "sender-" + i;
            senders.add(Thread.ofPlatform().start(() -> send(name)));
        }
        return senders;
    }

    /** Each point has a value of its own: a row that was stored twice or lost shows. */
    private void send(String sender) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .build();
        double value = 0;
        for (int sequence = 1; !stop.get(); sequence++) {
            NumberDataPoint[] points = new NumberDataPoint[POINTS_PER_BATCH];
            for (int i = 0; i < points.length; i++) {
                points[i] = Telemetry.point(Instant.now(), value++, attribute("i", Integer.toString(i % 50)));
            }
            deliver(channel, sender + "-" + sequence, Telemetry.metrics(sender, Telemetry.gauge("g", points)));
            acknowledged.addAndGet(points.length);
        }
        channel.shutdownNow();
    }

    private void deliver(ManagedChannel channel, String id, ExportMetricsServiceRequest batch) {
        for (int number = 1; ; number++) {
            Metadata headers = new Metadata();
            headers.put(Metadata.Key.of("sonde-batch-id", Metadata.ASCII_STRING_MARSHALLER), id);
            headers.put(Metadata.Key.of("sonde-batch-try", Metadata.ASCII_STRING_MARSHALLER), Integer.toString(number));
            try {
                channel.resetConnectBackoff();
                MetricsServiceGrpc.newBlockingStub(channel)
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .export(batch);
                return;
            } catch (StatusRuntimeException e) {
                repeated.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
