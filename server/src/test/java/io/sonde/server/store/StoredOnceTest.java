// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
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
                    .execute(
                            "INSERT INTO metric_samples (metric, fingerprint, time, digits) SELECT 'sonde.batch', toUInt64('"
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
