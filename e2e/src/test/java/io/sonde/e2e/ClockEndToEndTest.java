// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose clock is an hour off is on the map of now all the same, and the server says so. */
class ClockEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 20;
    private static final long TOLERANCE_SECONDS = 5;

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(longs = {3600, -3600})
    void theMapOfNowHasANodeWhoseClockIsWrong(long ahead) {
        Privileges.require();
        try (var network = new Network();
                var programs = new Programs();
                var stack = new Stack(data.resolve("data"))) {
            stack.startAgent(
                    "env", "SONDE_INTERVAL=1s", "LD_PRELOAD=" + shiftedClock(), "CLOCK_SHIFT_SECONDS=" + ahead);
            Instant before = Instant.now();
            Process server = programs.start(network.on("middle", Programs.ofClass(TruthServer.class, "7000")));
            Programs.awaitLine(server, "listening");
            Process client = programs.start(network.on(
                    "west",
                    Programs.ofClass(
                            TruthClient.class,
                            "run",
                            Network.MIDDLE_4_FROM_WEST,
                            "7000",
                            String.valueOf(CONNECTIONS))));
            assertThat(Programs.lastLine(client)).startsWith(CONNECTIONS + " 0 0 0");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(opened(stack, before)).isEqualTo(CONNECTIONS));

            // The agent hears of its clock with the answer to its first report, and tells it with the next.
            await().atMost(SOON)
                    .untilAsserted(() -> assertSaid(stack.get("/api/v1/agents").get(0), ahead, before));
        }
    }

    private static void assertSaid(JsonNode agent, long ahead, Instant before) {
        assertThat(agent.get("clockOffsetSeconds").asLong())
                .isBetween(ahead - TOLERANCE_SECONDS, ahead + TOLERANCE_SECONDS);
        assertThat(agent.get("status").asText()).isEqualTo("warning");
        assertThat(agent.get("reasons").toString()).contains("its times are corrected by that");
        assertThat(Instant.parse(agent.get("lastSeen").asText()))
                .isBetween(before.minusSeconds(TOLERANCE_SECONDS), Instant.now().plusSeconds(TOLERANCE_SECONDS));
    }

    /** Compiled here: the well-known library for this makes every timed wait of a JVM return at once. */
    private Path shiftedClock() {
        Path library = data.resolve("shifted_clock.so");
        Programs.run("cc", "-shared", "-fPIC", "-O2", "src/test/c/shifted_clock.c", "-o", library.toString(), "-ldl");
        return library;
    }

    /** Connections of the client in a window that holds nothing but now. */
    private static long opened(Stack stack, Instant before) {
        JsonNode map = stack.get("/api/v1/map?from=" + before.minusSeconds(20) + "&to="
                + Instant.now().plusSeconds(10));
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> edge.path("source").asText().contains("TruthClient"))
                .mapToLong(edge -> edge.path("connections").path("opened").asLong())
                .sum();
    }
}
