// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.status;

import static io.sonde.server.receive.decode.Telemetry.gauge;
import static io.sonde.server.receive.decode.Telemetry.metrics;
import static io.sonde.server.receive.decode.Telemetry.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.server.RunningServer;
import io.sonde.server.limit.Bounded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says of itself, over the whole way. */
class ServerStatusTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void tellsOfItsStoreItsTablesAndWhatItLost(@TempDir Path data) throws Exception {
        try (RunningServer server = RunningServer.start("--data=" + data, "--disk.keep-free-bytes=1")
                .awaitReady()) {
            awaitWord(server, "\"status\":\"ok\"");
            String well = status(server);

            assertThat(well)
                    .contains("\"kind\":\"embedded\"", "\"state\":\"up\"", "\"refusing\":false", "\"reasons\":[]")
                    .containsPattern("\"diskBytesFree\":[1-9]")
                    .containsPattern("\"diskBytesLimit\":[1-9]")
                    .containsPattern(
                            "\"clockNow\":\"" + Instant.now().toString().substring(0, 10));
            for (Bounded which : Bounded.values()) {
                assertThat(well).contains("{\"name\":\"" + which.text() + "\",");
                assertThat(server.ops("/metrics").body())
                        .contains("sonde_server_table_limit{table=\"" + which.text() + "\"}");
            }

            sendFromTheFuture(server);

            assertThat(status(server))
                    .contains("\"status\":\"warning\"", "1 items were lost in the last hour (metrics.in_future)")
                    .contains("\"metrics.in_future\":1");
        }
    }

    private static void sendFromTheFuture(RunningServer server) throws Exception {
        byte[] request = metrics("wrong", gauge("g", point(Instant.now().plus(Duration.ofDays(30)), 1)))
                .toByteArray();
        server.post("/v1/metrics", request, "Content-Type", "application/x-protobuf");
    }

    @Test
    void saysThatTheStoreIsAway() throws Exception {
        try (RunningServer server = RunningServer.start("--store.url=http://127.0.0.1:1")) {
            awaitWord(server, "\"reasons\":[\"Nothing can be stored: ");

            assertThat(status(server))
                    .contains("\"status\":\"critical\"", "\"kind\":\"external\"", "\"state\":\"away\"")
                    .contains("\"diskBytesFree\":null");
        }
    }

    private static void awaitWord(RunningServer server, String word) {
        Awaitility.await().atMost(PATIENCE).until(() -> status(server).contains(word));
    }

    private static String status(RunningServer server) throws Exception {
        return server.rest("/api/v1/server").body();
    }
}
