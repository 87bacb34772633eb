// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.sonde.server.RunningServer;
import io.sonde.server.Server;
import io.sonde.server.receive.decode.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says when it is started on data that a disk, or a person, has damaged. */
class DamagedDataTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path data;

    private Path part;

    @BeforeEach
    void makeData() throws Exception {
        try (RunningServer server = start()) {
            MetricsServiceGrpc.newBlockingStub(server.grpc())
                    .export(Telemetry.metrics(
                            "sender", Telemetry.gauge("g", Telemetry.point(Instant.now(), 1, attribute("i", "1")))));
            part = Path.of(server.query("SELECT path FROM system.parts WHERE active AND table = 'metric_samples'")
                    .getFirst()
                    .getString("path"));
        }
    }

    @Test
    void aDamagedPartIsMissedAloudAndTheRestIsServed() throws Exception {
        Files.writeString(part.resolve("columns.txt"), "no columns");

        try (RunningServer server = start()) {
            assertThat(server.metric("sonde_server_store_damaged_parts")).isEqualTo(1);
            assertThat(server.bean(DamagedParts.class).found())
                    .singleElement()
                    .satisfies(damage -> assertThat(damage.text())
                            .startsWith("1 damaged part of metric_samples")
                            .contains("restore a copy"));
            assertThat(server.count("SELECT count() FROM metric_series WHERE metric = 'g'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void dataThatCannotBeOpenedEndsTheServerWithWhatIsBrokenAndWhatToDo() throws Exception {
        Path table;
        try (var files = Files.walk(data)) {
            table = files.filter(file -> file.endsWith("metric_samples.sql"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(table, "no SQL at all");

        Process server = serverProcess();

        String said = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(3);
        assertThat(said.lines().filter(line -> line.startsWith("sonde-server: ")))
                .singleElement()
                .asString()
                .contains("cannot open its data in " + data)
                .contains("Put back a copy of that directory, or start with another one")
                .contains("metric_samples.sql");
    }

    private RunningServer start() throws Exception {
        return RunningServer.start("--data=" + data).awaitReady();
    }

    private Process serverProcess() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        "--data=" + data,
                        "--http.port=0",
                        "--otlp.grpc-port=0",
                        "--otlp.http-port=0",
                        "--ops.port=0"))
                .redirectErrorStream(true)
                .start();
    }
}
