// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.InsecureServerCredentials;
import io.grpc.Status;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(5), Duration.ofMillis(50));

    private OtlpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = OtlpServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void sendsCompressedWithTheApiKey() {
        try (var exporter = Exporter.start(settings().withApiKey("s3cret"))) {
            exporter.accept(metrics(3));

            awaitSent(exporter, 3);
            assertThat(server.headerValues("grpc-encoding")).containsExactly("gzip");
            assertThat(server.headerValues("authorization")).containsExactly("Bearer s3cret");
            assertThat(server.metrics.getFirst().request()).isEqualTo(parsed(metrics(3)));
            assertThat(exporter.counters())
                    .returns(3L, ExporterCounters::sentItems)
                    .returns(0L, ExporterCounters::droppedItems)
                    .returns(0L, ExporterCounters::retries)
                    .returns(0L, ExporterCounters::queuedBytes);
        }
    }

    @Test
    void sendsNoAuthorizationWithoutAKey() {
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(metrics(1));

            awaitSent(exporter, 1);
            assertThat(server.headerValues("authorization")).containsExactly("null");
        }
    }

    @Test
    void sendsEachSignalToItsService() {
        var record = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder()
                                .addLogRecords(LogRecord.newBuilder().setSeverityText("WARN"))))
                .build();
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(new Batch(Signal.LOGS, record.toByteArray(), 1));

            awaitSent(exporter, 1);
            assertThat(server.logs).containsExactly(record);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "ABORTED", "CANCELLED", "OUT_OF_RANGE", "DATA_LOSS"})
    void triesAgainWhatMayPassLater(Status.Code code) {
        server.failNext(code.toStatus()).failNext(code.toStatus());
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(metrics(2));

            awaitSent(exporter, 2);
            assertThat(exporter.counters().retries()).isEqualTo(2);
            assertThat(exporter.counters().lastError()).startsWith(code.name());
            assertThat(server.metrics).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"INVALID_ARGUMENT", "UNAUTHENTICATED", "UNIMPLEMENTED", "INTERNAL", "RESOURCE_EXHAUSTED"})
    void givesUpWhatWillNeverPass(Status.Code code) {
        server.failNext(code.toStatus().withDescription("no"));
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(metrics(2));
            exporter.accept(metrics(3));

            awaitSent(exporter, 3);
            assertThat(exporter.counters().rejectedItems()).isEqualTo(2);
            assertThat(exporter.counters().retries()).isZero();
            assertThat(exporter.counters().lastError()).startsWith(code + ": no");
        }
    }

    @Test
    void waitsAsLongAsAnExhaustedServerAsks() {
        Duration asked = Duration.ofMillis(400);
        server.failNext(Status.RESOURCE_EXHAUSTED, asked);
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(metrics(1));

            awaitSent(exporter, 1);
            long waited =
                    server.metrics.get(1).nanoTime() - server.metrics.get(0).nanoTime();
            assertThat(Duration.ofNanos(waited)).isGreaterThanOrEqualTo(asked);
        }
    }

    @Test
    void losesNothingWhileTheServerRestarts() throws Exception {
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(metrics(1));
            awaitSent(exporter, 1);

            int port = server.port();
            server.close();
            exporter.accept(metrics(2));
            exporter.accept(metrics(4));
            await().until(() -> exporter.counters().retries() > 2);
            server = OtlpServer.start(port, InsecureServerCredentials.create());

            awaitSent(exporter, 7);
            assertThat(server.metrics).hasSize(2);
            assertThat(exporter.counters().droppedItems()).isZero();
            assertThat(exporter.counters().queuedBytes()).isZero();
        }
    }

    @Test
    void getsANewConnectionWhenARequestStaysUnanswered() throws Exception {
        try (var mute = new ServerSocket(0);
                var exporter =
                        Exporter.start(ExporterSettings.to(Endpoint.parse("http://localhost:" + mute.getLocalPort()))
                                .withBackoff(QUICK)
                                .withDeadline(Duration.ofMillis(100)))) {
            mute.setSoTimeout(20_000);
            exporter.accept(metrics(1));

            try (var first = mute.accept();
                    var second = mute.accept()) {
                assertThat(first.getPort()).isNotEqualTo(second.getPort());
                await().until(() -> exporter.counters().retries() > 1);
                assertThat(exporter.counters().lastError()).startsWith("DEADLINE_EXCEEDED");
            }
            exporter.close(Duration.ZERO);
        }
    }

    @Test
    void countsWhatAFullQueueDropsAndKeepsTheNewest() throws Exception {
        int port = server.port();
        server.close();
        try (var exporter = Exporter.start(settings().withQueueLimits(new QueueLimits(1 << 20, 2)))) {
            for (int items = 1; items <= 5; items++) {
                exporter.accept(metrics(items));
            }
            await().until(() -> exporter.counters().droppedItems() == 1 + 2 + 3);
            server = OtlpServer.start(port, InsecureServerCredentials.create());

            awaitSent(exporter, 4 + 5);
        }
    }

    @Test
    void countsPartialSuccess() {
        server.rejectInNext(2, "two were too old");
        try (var exporter = Exporter.start(settings())) {
            exporter.accept(metrics(5));

            awaitSent(exporter, 3);
            assertThat(exporter.counters().rejectedItems()).isEqualTo(2);
            assertThat(exporter.counters().lastError()).contains("2 of 5").contains("two were too old");
            assertThat(server.metrics).hasSize(1);
        }
    }

    @Test
    void sendsTheRestWhenItCloses() {
        var exporter = Exporter.start(settings());
        for (int i = 0; i < 20; i++) {
            exporter.accept(metrics(1));
        }

        exporter.close(Duration.ofSeconds(10));

        assertThat(server.metrics).hasSize(20);
        assertThat(exporter.counters().sentItems()).isEqualTo(20);
    }

    @Test
    void dropsAndCountsWhatCloseHasNoTimeFor() throws Exception {
        server.close();
        var exporter = Exporter.start(settings().withBackoff(Backoff.DEFAULT));
        exporter.accept(metrics(2));
        exporter.accept(metrics(3));

        exporter.close(Duration.ofMillis(50));
        exporter.accept(metrics(4));

        assertThat(exporter.counters().droppedItems()).isEqualTo(2 + 3 + 4);
        assertThat(exporter.counters().queuedBytes()).isZero();
    }

    @Test
    void neverPrintsTheKey() {
        assertThat(settings().withApiKey("s3cret").toString())
                .doesNotContain("s3cret")
                .contains("with API key");
    }

    private ExporterSettings settings() {
        return ExporterSettings.to(server.endpoint()).withBackoff(QUICK);
    }

    private static void awaitSent(Exporter exporter, long items) {
        await().until(() -> exporter.counters().sentItems() == items);
    }

    private static Batch metrics(int points) {
        var batches = new ArrayList<Batch>();
        var writer = new MetricsWriter(batches::add, "test");
        writer.metric(new MetricType("tcp.io", "By", MetricKind.SUM));
        for (int i = 0; i < points; i++) {
            writer.point(Attributes.of("number", "n" + i), i);
        }
        writer.flush();
        return batches.getFirst();
    }

    private static ExportMetricsServiceRequest parsed(Batch batch) {
        try {
            return ExportMetricsServiceRequest.parseFrom(batch.bytes());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
