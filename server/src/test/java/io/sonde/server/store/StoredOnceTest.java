// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.sonde.server.RunningServer;
import io.sonde.server.receive.decode.Telemetry;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredOnceTest {
    private static final String SAMPLES = "SELECT count() FROM metric_samples WHERE metric = 'cpu'";
    private static final String HISTOGRAMS = "SELECT count() FROM metric_histograms WHERE metric = 'latency'";
    private static final String EXPONENTIAL = "SELECT count() FROM metric_exponential_histograms";
    private static final String SUMMARIES = "SELECT count() FROM metric_summaries";

    private static final String SPANS = "SELECT count() FROM otel_traces";
    private static final String ENTRIES = "SELECT count() FROM trace_entries";
    private static final String LOGS = "SELECT count() FROM otel_logs";

    private final Instant now = Instant.now();

    @TempDir
    Path data;

    @Test
    void aBatchThatComesAgainIsStoredOnce() throws Exception {
        try (RunningServer server = start()) {
            send(server, "agent-1", 1);
            send(server, "agent-1", 2);
            send(server, "agent-1", 3);

            assertStored(server, 1);
        }
    }

    @Test
    void anotherBatchWithTheSameContentIsStored() throws Exception {
        try (RunningServer server = start()) {
            send(server, "agent-1", 1);
            send(server, "agent-2", 1);

            assertStored(server, 2);
        }
    }

    @Test
    void aServerThatNeverSawTheBatchAsksTheStore() throws Exception {
        try (RunningServer first = start()) {
            send(first, "agent-1", 1);
        }

        try (RunningServer second = start()) {
            send(second, "agent-1", 2);
            send(second, "agent-2", 2);

            assertStored(second, 2);
        }
    }

    @Test
    void whatOneTableHasAlreadyGoesIntoTheOthersOnly() throws Exception {
        try (RunningServer server = start()) {
            // Given: a server died after the samples and before the histograms
            long key = new BatchId("agent-1", true).key();
            server.bean(ClickHouse.class)
                    .execute("INSERT INTO metric_samples (metric, fingerprint, time, digits) SELECT 'sonde.batch',"
                            + " toUInt64('"
                            + Long.toUnsignedString(key) + "'), now64(3), 0");

            send(server, "agent-1", 2);

            assertThat(server.count(SAMPLES)).isZero();
            assertThat(server.count(HISTOGRAMS)).isOne();
        }
    }

    @Test
    void whoeverGivesNoNameIsStoredEachTime() throws Exception {
        try (RunningServer server = start()) {
            export(server);
            export(server);

            assertStored(server, 2);
        }
    }

    @Test
    void overHttpTheNameCountsToo() throws Exception {
        try (RunningServer server = start()) {
            byte[] body = batch().toByteArray();
            for (int number = 1; number <= 2; number++) {
                var answer = server.post(
                        "/v1/metrics",
                        body,
                        "Content-Type",
                        "application/x-protobuf",
                        "sonde-batch-id",
                        "agent-1",
                        "sonde-batch-try",
                        String.valueOf(number));
                assertThat(answer.statusCode()).isEqualTo(200);
            }

            assertStored(server, 1);
        }
    }

    @Test
    void spansThatComeAgainAreStoredOnce() throws Exception {
        try (RunningServer first = start()) {
            sendSpan(first, "agent-1", 1);
            sendSpan(first, "agent-1", 2);
            sendSpan(first, "agent-2", 1);
            assertThat(first.count(SPANS)).isEqualTo(2);
        }

        try (RunningServer second = start()) {
            sendSpan(second, "agent-1", 3);
            sendSpan(second, "agent-3", 2);

            assertThat(second.count(SPANS)).isEqualTo(3);
            assertThat(second.count(ENTRIES)).isEqualTo(3);
        }
    }

    @Test
    void logRecordsThatComeAgainAreStoredOnce() throws Exception {
        try (RunningServer first = start()) {
            sendLog(first, "agent-1", 1);
            sendLog(first, "agent-2", 1);
        }

        try (RunningServer second = start()) {
            sendLog(second, "agent-1", 2);
            sendLog(second, "agent-3", 2);

            assertThat(second.count(LOGS)).isEqualTo(3);
        }
    }

    @Test
    void aNameMeansOneBatchOfEachSignal() throws Exception {
        try (RunningServer server = start()) {
            send(server, "agent-1", 1);
            sendSpan(server, "agent-1", 1);
            sendLog(server, "agent-1", 1);

            assertStored(server, 1);
            assertThat(server.count(SPANS)).isOne();
            assertThat(server.count(LOGS)).isOne();
        }
    }

    @Test
    void spansWithoutANameAreStoredEachTime() throws Exception {
        try (RunningServer server = start()) {
            exportSpan(server);
            exportSpan(server);

            assertThat(server.count(SPANS)).isEqualTo(2);
        }
    }

    @Test
    void aNameThatIsNoneIsRefused() throws Exception {
        try (RunningServer server = start()) {
            assertThatThrownBy(() -> send(server, "a b", 1))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("INVALID_ARGUMENT: sonde-batch-id must be");
        }
    }

    private RunningServer start() throws Exception {
        return RunningServer.start("--data=" + data).awaitReady();
    }

    private void send(RunningServer server, String id, int number) {
        export(server, "sonde-batch-id", id, "sonde-batch-try", String.valueOf(number));
    }

    private void export(RunningServer server, String... headers) {
        MetricsServiceGrpc.newBlockingStub(server.grpc(headers)).export(batch());
    }

    private void sendSpan(RunningServer server, String id, int number) {
        exportSpan(server, "sonde-batch-id", id, "sonde-batch-try", String.valueOf(number));
    }

    private void exportSpan(RunningServer server, String... headers) {
        Span span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
                .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .setName("GET /")
                .setStartTimeUnixNano(Telemetry.nanos(now))
                .setEndTimeUnixNano(Telemetry.nanos(now) + 1)
                .build();
        TraceServiceGrpc.newBlockingStub(server.grpc(headers)).export(Telemetry.spans("shop", span));
    }

    private void sendLog(RunningServer server, String id, int number) {
        LogRecord record =
                LogRecord.newBuilder().setTimeUnixNano(Telemetry.nanos(now)).build();
        LogsServiceGrpc.newBlockingStub(server.grpc("sonde-batch-id", id, "sonde-batch-try", String.valueOf(number)))
                .export(Telemetry.logs("shop", record));
    }

    private ExportMetricsServiceRequest batch() {
        return Telemetry.everyKindOfMetric("shop", now);
    }

    private static void assertStored(RunningServer server, int times) throws StoreException {
        assertThat(server.count(SAMPLES)).isEqualTo(times);
        assertThat(server.count(HISTOGRAMS)).isEqualTo(times);
        assertThat(server.count(EXPONENTIAL)).isEqualTo(times);
        assertThat(server.count(SUMMARIES)).isEqualTo(times);
    }
}
