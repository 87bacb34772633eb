// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the map says is what happened, to the connection. */
@TestInstance(Lifecycle.PER_CLASS)
class TruthEndToEndTest {
    private static final int PORT = 7777;
    private static final int CLOSED_PORT = 7778;
    private static final int HELD = 5;
    // Two exports of the agent and the writes behind them, with room for a busy machine.
    private static final Duration SHOWN_LIMIT = Duration.ofSeconds(40);

    @TempDir
    static Path directory;

    private final Programs programs = new Programs();
    private final Instant begin = Instant.now();
    private Network network;
    private Stack stack;

    @BeforeAll
    void start() {
        Privileges.require();
        network = new Network();
        Process server =
                programs.start(network.on("middle", Programs.ofClass(TruthServer.class, String.valueOf(PORT))));
        Programs.awaitLine(server, "listening");
        Process old = programs.start(network.on(
                "west",
                Programs.ofClass(
                        TruthClient.class,
                        "hold",
                        Network.MIDDLE_4_FROM_WEST,
                        String.valueOf(PORT),
                        String.valueOf(HELD))));
        Programs.awaitLine(old, "holding");
        stack = new Stack(directory.resolve("data"));
        stack.startAgent();
    }

    @AfterAll
    void stop() {
        programs.close();
        if (stack != null) {
            stack.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void connectionsOlderThanTheAgentAreThere() {
        await().atMost(SHOWN_LIMIT)
                .untilAsserted(() -> assertThat(edge("TruthClient", "TruthServer"))
                        .hasValueSatisfying(edge -> assertThat(
                                        edge.path("connections").path("active").asInt())
                                .isGreaterThanOrEqualTo(HELD)));
    }

    @Test
    void tenThousandConnectionsAreCountedAsTheClientsCountedThem() {
        // Given: clients on two hosts, over IPv4 and IPv6, towards a server, a closed port, a swallower, no route
        List<String> west = mix(
                List.of(Network.MIDDLE_4_FROM_WEST, Network.MIDDLE_6_FROM_WEST),
                List.of(Network.SWALLOWED_4, Network.SWALLOWED_6));
        List<String> east = mix(
                List.of(Network.MIDDLE_4_FROM_EAST, Network.MIDDLE_6_FROM_EAST),
                List.of(Network.SWALLOWED_4, Network.SWALLOWED_6));

        // When
        Process first =
                programs.start(network.on("west", Programs.ofClass(TruthClient.class, west.toArray(String[]::new))));
        Process second =
                programs.start(network.on("east", Programs.ofClass(TruthClient.class, east.toArray(String[]::new))));
        Counts told = Counts.ofClient(Programs.lastLine(first)).plus(Counts.ofClient(Programs.lastLine(second)));

        // Then
        assertThat(told.total()).isEqualTo(10_000);
        await().atMost(SHOWN_LIMIT)
                .untilAsserted(() -> assertThat(seenFrom("TruthClient")).isEqualTo(told));
        System.out.println("10,000 connections, told by the clients and shown by the map: " + told);
    }

    @Test
    void aProgramGoneInFiveMillisecondsIsThereUnderItsOwnName() throws IOException {
        // Given
        Path blink = directory.resolve("blink");
        Files.copy(Path.of("/bin/bash"), blink);
        assertThat(blink.toFile().setExecutable(true)).isTrue();

        // When
        network.in("east", blink.toString(), "-c", "exec 3<>/dev/tcp/" + Network.MIDDLE_4_FROM_EAST + "/" + PORT);

        // Then
        await().atMost(SHOWN_LIMIT)
                .untilAsserted(() -> assertThat(edge("blink", "TruthServer"))
                        .hasValueSatisfying(
                                edge -> assertThat(Counts.ofEdge(edge)).isEqualTo(new Counts(1, 0, 0, 0))));
    }

    private static List<String> mix(List<String> server, List<String> swallower) {
        return List.of(
                "run",
                server.get(0),
                String.valueOf(PORT),
                "1850",
                server.get(1),
                String.valueOf(PORT),
                "1850",
                server.get(0),
                String.valueOf(CLOSED_PORT),
                "400",
                server.get(1),
                String.valueOf(CLOSED_PORT),
                "400",
                swallower.get(0),
                String.valueOf(PORT),
                "200",
                swallower.get(1),
                String.valueOf(PORT),
                "200",
                Network.UNREACHABLE_4,
                String.valueOf(PORT),
                "50",
                Network.UNREACHABLE_6,
                String.valueOf(PORT),
                "50");
    }

    /** Everything that left this service, whoever it was meant for. */
    private Counts seenFrom(String name) {
        JsonNode map = map();
        String id = id(map, name).orElse("");
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> edge.path("source").asText().equals(id))
                .map(Counts::ofEdge)
                .reduce(Counts.NONE, Counts::plus);
    }

    private Optional<JsonNode> edge(String source, String target) {
        JsonNode map = map();
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> Optional.of(edge.path("source").asText()).equals(id(map, source)))
                .filter(edge -> Optional.of(edge.path("target").asText()).equals(id(map, target)))
                .findFirst();
    }

    private static Optional<String> id(JsonNode map, String name) {
        return StreamSupport.stream(map.path("services").spliterator(), false)
                .filter(service -> service.path("name").asText().equals(name))
                .map(service -> service.path("id").asText())
                .findFirst();
    }

    private JsonNode map() {
        return stack.get("/api/v1/map?from=" + begin + "&to=" + Instant.now().plusSeconds(60));
    }
}
