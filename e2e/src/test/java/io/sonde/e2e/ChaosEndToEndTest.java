// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Server, engine and agent are killed again and again while a client connects: the store has every connection, and none twice. The
 * long form: {@code -Dchaos.kills=5 -Dchaos.minutes=10}, and {@code -Dchaos.seed=N} for the same row of kills.
 */
class ChaosEndToEndTest {
    private static final Path DIST = Path.of("..", "dist").toAbsolutePath().normalize();
    private static final int PORT = 7779;
    private static final int KILLS_OF_EACH = Integer.getInteger("chaos.kills", 2);
    private static final Duration LENGTH =
            Duration.ofMillis((long) (Double.parseDouble(System.getProperty("chaos.minutes", "0.5")) * 60_000));
    private static final long SEED = Long.getLong("chaos.seed", 4);
    private static final int CONNECTIONS_PER_SECOND = 100;
    // A start of everything on a busy machine, an engine that is read from disk, and a report or two.
    private static final Duration SHOWN_LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final Programs programs = new Programs();
    private final Ports ports = Ports.free();
    private final Random random = new Random(SEED);
    private final Instant begin = Instant.now();
    private Network network;
    private Mortal server;
    private Mortal agent;

    private enum Victim {
        SERVER,
        ENGINE,
        AGENT
    }

    @BeforeEach
    void start() {
        Privileges.require();
        network = new Network();
        Process peer = programs.start(network.on("middle", Programs.ofClass(TruthServer.class, String.valueOf(PORT))));
        Programs.awaitLine(peer, "listening");
        server = new Mortal(directory.resolve("server.log"), serverCommand());
        agent = new Mortal(
                directory.resolve("agent.log"),
                List.of(
                        DIST.resolve("bin/sonde-node-agent").toString(),
                        "--endpoint",
                        "http://127.0.0.1:" + ports.grpc(),
                        "--spool-dir",
                        directory.resolve("agent").toString(),
                        "--ring-bytes",
                        "8MiB"));
        await("agent heard").atMost(SHOWN_LIMIT).ignoreExceptions().until(() -> agents().size() == 1);
    }

    @AfterEach
    void stop() {
        programs.close();
        if (agent != null) {
            agent.close();
            server.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void everyConnectionIsInTheStoreOnceWhateverIsKilled() throws Exception {
        // Given
        Process client = programs.start(network.on(
                "west",
                Programs.ofClass(
                        TruthClient.class,
                        "load",
                        Network.MIDDLE_4_FROM_WEST,
                        String.valueOf(PORT),
                        String.valueOf(CONNECTIONS_PER_SECOND))));
        Programs.awaitLine(client, "loading");

        // When
        List<Victim> victims = victims();
        for (Victim victim : victims) {
            pause(LENGTH.dividedBy(victims.size()));
            kill(victim);
        }
        Counts told = end(client);

        // Then: so says the live map, and so does the store, asked by a server that was killed once more
        awaitShown("the live map", told);
        server.kill();
        List<String> withoutMemory = new ArrayList<>(serverCommand());
        withoutMemory.add("--world.live=1ms");
        server = new Mortal(directory.resolve("server.log"), withoutMemory);
        awaitShown("the store", told);
        System.out.println("seed " + SEED + ": killed " + victims + " in " + LENGTH.toSeconds()
                + " s; connections told by the" + " client and stored: " + told.total() + "; lost: " + lost());
        assertThat(told.total()).isGreaterThan(1_000);
    }

    private List<Victim> victims() {
        List<Victim> victims = new ArrayList<>();
        for (Victim victim : Victim.values()) {
            victims.addAll(Collections.nCopies(KILLS_OF_EACH, victim));
        }
        Collections.shuffle(victims, random);
        return victims;
    }

    private void kill(Victim victim) {
        switch (victim) {
            case SERVER -> {
                server.kill();
                pause(Duration.ofSeconds(2));
                server.startAgain();
            }
            case AGENT -> {
                agent.kill();
                pause(Duration.ofSeconds(2));
                agent.startAgain();
            }
            case ENGINE -> {
                await("engine").atMost(SHOWN_LIMIT).until(() -> engine().isPresent());
                engine().orElseThrow().destroyForcibly();
            }
        }
    }

    private Optional<ProcessHandle> engine() {
        return server.child("sonde-embedded-clickhouse.jar");
    }

    /** Up to twice as long, or not at all: at a moment that nothing else decides. */
    private void pause(Duration mean) {
        Duration pause = Duration.ofMillis(random.nextLong(2 * mean.toMillis() + 1));
        await().pollDelay(pause).atMost(pause.plusMinutes(1)).until(() -> true);
    }

    /** The client stays until the test ends: an agent that comes late still finds its name. */
    private static Counts end(Process client) throws Exception {
        client.getOutputStream().write('\n');
        client.getOutputStream().flush();
        return Counts.ofClient(Objects.requireNonNull(client.inputReader().readLine()));
    }

    private void awaitShown(String where, Counts told) {
        await(where)
                .atMost(SHOWN_LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(shown()).isEqualTo(told));
    }

    private Counts shown() {
        JsonNode map = Rest.get(ports.url() + "/api/v1/map?from=" + begin + "&to="
                + Instant.now().plusSeconds(60));
        String id = StreamSupport.stream(map.path("services").spliterator(), false)
                .filter(service -> service.path("name").asText().equals("TruthClient"))
                .map(service -> service.path("id").asText())
                .findFirst()
                .orElse("");
        return StreamSupport.stream(map.path("edges").spliterator(), false)
                .filter(edge -> edge.path("source").asText().equals(id))
                .map(Counts::ofEdge)
                .reduce(Counts.NONE, Counts::plus);
    }

    private JsonNode agents() {
        return Rest.get(ports.url() + "/api/v1/agents");
    }

    private String lost() {
        return agents().path(0).path("lost").toString();
    }

    private List<String> serverCommand() {
        return List.of(
                DIST.resolve("bin/sonde-server").toString(),
                "--data",
                directory.resolve("data").toString(),
                "--http.port",
                String.valueOf(ports.http()),
                "--ops.port",
                String.valueOf(ports.operations()),
                "--otlp.grpc-port",
                String.valueOf(ports.grpc()),
                "--otlp.http-port",
                String.valueOf(ports.otlpHttp()));
    }
}
