// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.sonde.server.RunningServer;
import io.sonde.server.receive.decode.Telemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a small disk of its own: a file system in memory, which only root may mount. */
class DiskGuardTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MEGABYTE = 1 << 20;
    private static final int DISK_MEGABYTES = 300;
    private static final int POINTS_PER_REQUEST = 1000;

    @TempDir
    private Path disk;

    private long acknowledged;

    @BeforeEach
    void mount() throws Exception {
        if (run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", disk.toString()) != 0) {
            System.out.println("skipped: only root may mount a small disk to fill");
            abort("only root may mount a small disk to fill");
        }
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void refusesNewDataWhileTheDiskIsNearlyFullSaysSoAndTakesItAgain() throws Exception {
        try (RunningServer server = start("--disk.keep-free-bytes=" + 100 * MEGABYTE)) {
            assertThat(send(server)).isNull();

            Path filling = fill(DISK_MEGABYTES - 50);
            Status refused = awaitRefusal(server);

            assertThat(refused.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(refused.getDescription()).contains("less than the 100 MB to keep", "until 125 MB are free");
            assertThat(server.metric("sonde_server_disk_refusing")).isEqualTo(1);
            assertThat(server.ops("/-/ready").statusCode()).isEqualTo(200);
            assertThat(server.ops("/-/ready").body()).contains("new data is refused");

            Files.delete(filling);
            Awaitility.await().atMost(PATIENCE).until(() -> send(server) == null);
            assertThat(server.count("SELECT count() FROM metric_samples WHERE metric = 'g'"))
                    .isEqualTo(acknowledged);
        }
    }

    @Test
    void anEngineThatMeetsTheEndOfItsDiskLosesNothingThatWasAcknowledged() throws Exception {
        try (RunningServer server = start("--disk.keep-free-bytes=0", "--write.deadline=1s")) {
            assertThat(send(server)).isNull();

            Path filling = fill(DISK_MEGABYTES);
            assertThat(awaitRefusal(server).getCode()).isEqualTo(Status.Code.UNAVAILABLE);

            Files.delete(filling);
            Awaitility.await().atMost(PATIENCE).until(() -> send(server) == null);
            assertThat(server.count("SELECT count() FROM metric_samples WHERE metric = 'g'"))
                    .isEqualTo(acknowledged);
        }
    }

    private RunningServer start(String... flags) throws Exception {
        String[] all = new String[flags.length + 1];
        all[0] = "--data=" + disk;
        System.arraycopy(flags, 0, all, 1, flags.length);
        return RunningServer.start(all).awaitReady();
    }

    /** Null when it was stored. */
    private @Nullable Status send(RunningServer server) {
        NumberDataPoint[] points = new NumberDataPoint[POINTS_PER_REQUEST];
        for (int i = 0; i < points.length; i++) {
            points[i] = Telemetry.point(Instant.now(), i, attribute("i", Integer.toString(i)));
        }
        try {
            MetricsServiceGrpc.newBlockingStub(server.grpc())
                    .export(Telemetry.metrics("sender", Telemetry.gauge("g", points)));
        } catch (StatusRuntimeException e) {
            assertThat(retryInfo(e).getRetryDelay().getSeconds()).isPositive();
            return e.getStatus();
        }
        acknowledged += points.length;
        return null;
    }

    private Status awaitRefusal(RunningServer server) {
        return Objects.requireNonNull(Awaitility.await().atMost(PATIENCE).until(() -> send(server), Objects::nonNull));
    }

    private static RetryInfo retryInfo(StatusRuntimeException e) {
        var status = Objects.requireNonNull(StatusProto.fromThrowable(e), "no details");
        try {
            return status.getDetails(0).unpack(RetryInfo.class);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    /** Writes a file of that size, or until no more goes in. */
    private Path fill(int megabytes) throws IOException {
        Path file = disk.resolve("filling");
        byte[] block = new byte[MEGABYTE / 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes * 16; i++) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(disk.toFile().getUsableSpace()).isZero();
        }
        return file;
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
