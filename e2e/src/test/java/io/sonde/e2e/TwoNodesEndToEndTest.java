// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent on each of two nodes, one map: what both saw is there once, also through an address that one of them translates. */
class TwoNodesEndToEndTest {
    private static final int PORT = 7777;
    private static final int CLOSED_PORT = 7778;
    private static final String VIRTUAL = "10.96.78.1";
    private static final Duration SHOWN_LIMIT = Duration.ofSeconds(40);

    @TempDir
    static Path directory;

    private final Programs programs = new Programs();
    private final Instant begin = Instant.now();
    private TwoNodes nodes;
    private Stack stack;

    @BeforeEach
    void start() {
        Privileges.require();
        Privileges.needProgram("nsenter", "util-linux");
        Privileges.needProgram("iptables-legacy", "iptables");
        nodes = new TwoNodes();
        nodes.translate(VIRTUAL, PORT);
        Process server = programs.start(nodes.on("east", Programs.ofClass(TruthServer.class, String.valueOf(PORT))));
        Programs.awaitLine(server, "listening");
        stack = new Stack(directory.resolve("data"));
        nodes.startAgents(stack);
    }

    @AfterEach
    void stop() {
        programs.close();
        if (stack != null) {
            stack.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    @Test
    void whatBothSawIsOneEdge() {
        // When
        Process client = programs.start(nodes.on(
                "west",
                Programs.ofClass(
                        TruthClient.class,
                        arguments(
                                "run",
                                TwoNodes.EAST_4,
                                PORT,
                                1000,
                                TwoNodes.EAST_6,
                                PORT,
                                500,
                                VIRTUAL,
                                80,
                                1000,
                                TwoNodes.EAST_4,
                                CLOSED_PORT,
                                300))));
        Counts told = Counts.ofClient(Programs.lastLine(client));

        // Then
        assertThat(told).isEqualTo(new Counts(2_500, 300, 0, 0));
        await().atMost(SHOWN_LIMIT)
                .untilAsserted(() -> assertThat(edges("TruthClient", "TruthServer"))
                        .singleElement()
                        .satisfies(edge ->
                                assertThat(Counts.ofEdge(edge).accepted()).isEqualTo(2_500)));
        JsonNode map = map();
        assertThat(sum(map, "TruthClient")).isEqualTo(told);
        assertThat(StreamSupport.stream(map.path("edges").spliterator(), false)
                        .filter(edge -> edge.path("target").asText().equals(id(map, "TruthServer"))))
                .as("every edge that ends at the server, also such as nobody would claim")
                .hasSize(1);
        assertThat(stack.get("/api/v1/agents").findValuesAsText("node")).containsExactlyInAnyOrder("west", "east");
        System.out.println("two agents, one edge, told by the client and shown by the map: " + told);
    }

    private static String[] arguments(Object... words) {
        return Stream.of(words).map(String::valueOf).toArray(String[]::new);
    }

    /** Everything that left this service, whoever it was meant for. */
    private static Counts sum(JsonNode map, String source) {
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> edge.path("source").asText().equals(id(map, source)))
                .map(Counts::ofEdge)
                .reduce(Counts.NONE, Counts::plus);
    }

    private List<JsonNode> edges(String source, String target) {
        JsonNode map = map();
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> edge.path("source").asText().equals(id(map, source)))
                .filter(edge -> edge.path("target").asText().equals(id(map, target)))
                .toList();
    }

    private static String id(JsonNode map, String name) {
        return StreamSupport.stream(map.path("services").spliterator(), false)
                .filter(service -> service.path("name").asText().equals(name))
                .map(service -> service.path("id").asText())
                .findFirst()
                .orElse("none");
    }

    private JsonNode map() {
        return stack.get("/api/v1/map?from=" + begin + "&to=" + Instant.now().plusSeconds(60));
    }
}
