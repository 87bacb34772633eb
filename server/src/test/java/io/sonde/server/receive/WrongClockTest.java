// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.sonde.server.RunningServer;
import io.sonde.server.receive.decode.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders that say when they send are corrected where their clock is wrong; what is old because it waited is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongClockTest {
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = RunningServer.start("--data=" + data).awaitReady();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        // clock ahead, waited before it was sent, stored this long ago, said to be ahead
        "PT0S,   PT0S,  PT0S,  0",
        "PT1H,   PT0S,  PT0S,  3600",
        "PT-1H,  PT0S,  PT0S,  -3600",
        "PT2S,   PT0S,  PT-2S, 0",
        "PT1H,   PT20M, PT20M, 3600",
        "PT0S,   PT20M, PT20M, 0",
        "PT-49H, PT0S,  PT0S,  -176400",
    })
    void timesAreThoseOfTheServersClock(Duration ahead, Duration waited, Duration stored, long said) throws Exception {
        Instant now = Instant.now();
        Instant itsNow = now.plus(ahead);
        String metric = "clock" + ahead + waited;
        var headers = new AtomicReference<Metadata>();

        Channel channel = ClientInterceptors.intercept(
                server.grpc(
                        "sonde-batch-id",
                        metric + "-1",
                        "sonde-batch-try",
                        "1",
                        "sonde-sent-at",
                        Long.toString(Telemetry.nanos(itsNow))),
                MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()));
        MetricsServiceGrpc.newBlockingStub(channel)
                .export(Telemetry.metrics("sender", Telemetry.gauge(metric, Telemetry.point(itsNow.minus(waited), 1))));

        long millis =
                server.count("SELECT toUnixTimestamp64Milli(time) FROM metric_samples WHERE metric = '" + metric + "'");
        assertThat(Duration.between(Instant.ofEpochMilli(millis), now))
                .isBetween(stored.minusSeconds(4), stored.plusSeconds(4));
        String text = headers.get().get(Metadata.Key.of("sonde-clock-ahead", Metadata.ASCII_STRING_MARSHALLER));
        assertThat(Long.parseLong(text)).isBetween(said - 4, said + 4);
    }

    @Test
    void aSenderThatSaysNothingIsTakenAtItsWord() throws Exception {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));

        MetricsServiceGrpc.newBlockingStub(server.grpc())
                .export(Telemetry.metrics("sender", Telemetry.gauge("plain", Telemetry.point(hourAgo, 1))));

        assertThat(server.count("SELECT toUnixTimestamp64Milli(time) FROM metric_samples WHERE metric = 'plain'"))
                .isEqualTo(hourAgo.toEpochMilli());
    }
}
