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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One server for all: each test begins with empty tables, and its senders have names that no other test used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
    static Path data;

    private RunningServer server;
    private String test;

    @BeforeAll
    void start() throws Exception {
        server = RunningServer.start("--data=" + data).awaitReady();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void empty(TestInfo info) throws StoreException {
        test = info.getTestMethod().orElseThrow().getName();
        for (String table : List.of(
                "metric_samples",
                "metric_histograms",
                "metric_exponential_histograms",
                "metric_summaries",
                "otel_traces",
                "trace_entries",
                "otel_logs")) {
            server.bean(ClickHouse.class).execute("TRUNCATE TABLE " + table);
        }
    }

    /** One that has heard of no batch. */
    private void startAnother() throws Exception {
        stop();
        start();
    }

    @Test
    void aBatchThatComesAgainIsStoredOnce() throws Exception {
        send("agent-1", 1);
        send("agent-1", 2);
        send("agent-1", 3);

        assertStored(1);
    }

    @Test
    void anotherBatchWithTheSameContentIsStored() throws Exception {
        send("agent-1", 1);
        send("agent-2", 1);

        assertStored(2);
    }

    @Test
    void aServerThatNeverSawTheBatchAsksTheStore() throws Exception {
        send("agent-1", 1);

        startAnother();
        send("agent-1", 2);
        send("agent-2", 2);

        assertStored(2);
    }

    @Test
    void whatOneTableHasAlreadyGoesIntoTheOthersOnly() throws Exception {
        // Given: a server died after the samples and before the histograms
        long key = new BatchId(sender("agent-1"), true).key();
        server.bean(ClickHouse.class)
                .execute("INSERT INTO metric_samples (metric, fingerprint, time, digits) SELECT 'sonde.batch',"
                        + " toUInt64('"
                        + Long.toUnsignedString(key) + "'), now64(3), 0");

        send("agent-1", 2);

        assertThat(server.count(SAMPLES)).isZero();
        assertThat(server.count(HISTOGRAMS)).isOne();
    }

    @Test
    void whoeverGivesNoNameIsStoredEachTime() throws Exception {
        export();
        export();

        assertStored(2);
    }

    @Test
    void overHttpTheNameCountsToo() throws Exception {
        byte[] body = batch().toByteArray();
        for (int number = 1; number <= 2; number++) {
            var answer = server.post(
                    "/v1/metrics",
                    body,
                    "Content-Type",
                    "application/x-protobuf",
                    "sonde-batch-id",
                    sender("agent-1"),
                    "sonde-batch-try",
                    String.valueOf(number));
            assertThat(answer.statusCode()).isEqualTo(200);
        }

        assertStored(1);
    }

    @Test
    void spansThatComeAgainAreStoredOnce() throws Exception {
        sendSpan("agent-1", 1);
        sendSpan("agent-1", 2);
        sendSpan("agent-2", 1);
        assertThat(server.count(SPANS)).isEqualTo(2);

        startAnother();
        sendSpan("agent-1", 3);
        sendSpan("agent-3", 2);

        assertThat(server.count(SPANS)).isEqualTo(3);
        assertThat(server.count(ENTRIES)).isEqualTo(3);
    }

    @Test
    void logRecordsThatComeAgainAreStoredOnce() throws Exception {
        sendLog("agent-1", 1);
        sendLog("agent-2", 1);

        startAnother();
        sendLog("agent-1", 2);
        sendLog("agent-3", 2);

        assertThat(server.count(LOGS)).isEqualTo(3);
    }

    @Test
    void aNameMeansOneBatchOfEachSignal() throws Exception {
        send("agent-1", 1);
        sendSpan("agent-1", 1);
        sendLog("agent-1", 1);

        assertStored(1);
        assertThat(server.count(SPANS)).isOne();
        assertThat(server.count(LOGS)).isOne();
    }

    @Test
    void spansWithoutANameAreStoredEachTime() throws Exception {
        exportSpan();
        exportSpan();

        assertThat(server.count(SPANS)).isEqualTo(2);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatThrownBy(() -> send("a b", 1))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT: sonde-batch-id must be");
    }

    private String sender(String name) {
        return test + "-" + name;
    }

    private String[] headers(String sender, int number) {
        return new String[] {"sonde-batch-id", sender(sender), "sonde-batch-try", String.valueOf(number)};
    }

    private void send(String sender, int number) {
        export(headers(sender, number));
    }

    private void export(String... headers) {
        MetricsServiceGrpc.newBlockingStub(server.grpc(headers)).export(batch());
    }

    private void sendSpan(String sender, int number) {
        exportSpan(headers(sender, number));
    }

    private void exportSpan(String... headers) {
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

    private void sendLog(String sender, int number) {
        LogRecord record =
                LogRecord.newBuilder().setTimeUnixNano(Telemetry.nanos(now)).build();
        LogsServiceGrpc.newBlockingStub(server.grpc(headers(sender, number))).export(Telemetry.logs("shop", record));
    }

    private ExportMetricsServiceRequest batch() {
        return Telemetry.everyKindOfMetric("shop", now);
    }

    private void assertStored(int times) throws StoreException {
        assertThat(server.count(SAMPLES)).isEqualTo(times);
        assertThat(server.count(HISTOGRAMS)).isEqualTo(times);
        assertThat(server.count(EXPONENTIAL)).isEqualTo(times);
        assertThat(server.count(SUMMARIES)).isEqualTo(times);
    }
}
