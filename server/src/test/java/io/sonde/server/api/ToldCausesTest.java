// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.sonde.diagnosis.rca.Answer;
import io.sonde.diagnosis.rca.Explanation;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.Finding;
import io.sonde.diagnosis.rca.Markdown;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.RunningServer;
import io.sonde.server.api.Kiosk.Fault;
import io.sonde.server.causes.Causes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs tell of themselves over OTLP is read from the store where somebody asks for a cause. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToldCausesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Instant start = Instant.now().minus(Duration.ofMinutes(40)).truncatedTo(ChronoUnit.MINUTES);
    private RunningServer server;

    @BeforeAll
    void startAndSend(@TempDir Path data) throws Exception {
        server = RunningServer.start("--data=" + data).awaitReady();
        var scene = new Scene(start);
        var logs = LogsServiceGrpc.newBlockingStub(server.grpc());
        var traces = TraceServiceGrpc.newBlockingStub(server.grpc());
        for (Fault fault : Fault.values()) {
            var kiosk = new Kiosk(scene, fault);
            if (fault == Fault.LOG_LINE) {
                var _ = logs.export(kiosk.logs(start));
            }
            if (fault == Fault.LOST_CALL) {
                var _ = traces.export(kiosk.spans(start));
            }
        }
        var metrics = MetricsServiceGrpc.newBlockingStub(server.grpc());
        scene.requests().forEach(metrics::export);
        await().atMost(PATIENCE)
                .until(() -> server.count("SELECT toInt64(count()) FROM otel_logs") > 0
                        && server.count("SELECT toInt64(count()) FROM otel_traces") > 0
                        && server.count("SELECT toInt64(count()) FROM metric_samples") > 0);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GARBAGE  | orders | GC           | collecting garbage takes 0.5 % -> 50.0 % of the time",
                "LEAK     | orders | MEMORY       | the heap is 40 % -> 97 % full",
                "NAMES    | dns    | NAME_SERVICE | answers take",
                "LOG_LINE | orders | CODE         | logs \"NullPointerException: cart * has no owner\" 29 times (never"
                        + " before)",
                "DISK      | orders | DISK         | the disk is busy 10 % -> 95 % of the time",
                "DISK      | orders | DISK         | an operation of the disk takes 1.00 ms -> 500 ms",
                "KILL      | orders | MEMORY       | killed for want of memory: 1 of its processes",
                "LOST_CALL | orders | CODE         | authorize in POST /orders: 1.00 -> 0.00 per run"
            })
    void namesWhoAndWhat(Fault fault, String service, FaultKind kind, String evidence) throws Exception {
        Explanation explanation = ask(fault);

        assertThat(explanation.conclusion()).as(() -> Markdown.of(explanation)).isEqualTo(Answer.Conclusion.CAUSE);
        Explanation.Suspect first = explanation.suspects().getFirst();
        assertThat(first.id()).as(() -> Markdown.of(explanation)).isEqualTo(service + "~" + Kiosk.namespace(fault));
        assertThat(first.kinds().getFirst()).as(() -> Markdown.of(explanation)).isEqualTo(kind);
        assertThat(first.evidence().stream().map(Finding::sentence)).anyMatch(said -> said.contains(evidence));
    }

    @Test
    void whatNobodyTellsOfIsSaid() throws Exception {
        assertThat(ask(Fault.GARBAGE).notSeen())
                .contains("Nobody told anything of the memory of containers, waiting for pools of connections, what"
                        + " programs say themselves of looking names up, profiles.");
    }

    private Explanation ask(Fault fault) throws Exception {
        var trouble = new Window(
                start.plus(Kiosk.TROUBLE).toEpochMilli(),
                start.plus(Kiosk.LENGTH).toEpochMilli());
        return server.bean(Causes.class)
                .find("nginx~" + Kiosk.namespace(fault), trouble)
                .orElseThrow()
                .explanation();
    }
}
