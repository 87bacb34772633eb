// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.e2e.RequestTruth.Told;
import io.sonde.e2e.Telemetry.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that do what they should not cost the agent neither its memory nor what others say: what finds no room is counted. */
class HostileEndToEndTest {
    /** What a pod of the agent may be given: all its tables at their limits, in a heap that is full. */
    private static final long MOST_BYTES = 128 << 20;

    /** More sockets than are followed, and five seconds of processes: `make truth`. `make test` tries a few. */
    private static final boolean ALL = Boolean.getBoolean("truth.all");

    /** Several programs, since one may not have so many sockets everywhere. */
    private static final int HOSTILE = ALL ? 4 : 1;

    private static final int CONNECTIONS = ALL ? 6_500 : 1_000;
    private static final int PROCESSES = ALL ? 5_000 : 500;

    @TempDir
    static Path directory;

    private RequestTruth truth;

    @BeforeEach
    void start() throws IOException {
        Privileges.require();
        Privileges.needProgram("nginx", "nginx-light");
        Privileges.needProgram("h2load", "nghttp2-client");
        truth = new RequestTruth(directory);
        truth.servers.nginx();
    }

    @AfterEach
    void stop() throws IOException {
        if (truth != null) {
            truth.close();
        }
    }

    @Test
    void nonsenseOnManySockets() throws IOException {
        truth.settle();

        // When: more than are followed, each says something three times
        List<Process> hostile = new ArrayList<>();
        for (int i = 0; i < HOSTILE; i++) {
            hostile.add(truth.program(TruthHostile.class, "" + CONNECTIONS, "3", "" + (i + 1)));
        }
        hostile.forEach(one -> Programs.awaitLine(one, "open"));
        for (Process one : hostile) {
            one.outputWriter().close();
        }
        hostile.forEach(one -> assertThat(Programs.lastLine(one)).isEqualTo("" + 2 * CONNECTIONS));

        // Then
        assertThat(memory("after nonsense")).isLessThan(MOST_BYTES);
        if (ALL) {
            await().atMost(RequestTruth.PATIENCE)
                    .untilAsserted(() -> assertThat(truth.telemetry.lost()).containsKey("requests.untracked"));
        }
        honestOnesAreCounted("nonsense on %,d sockets".formatted(2 * HOSTILE * CONNECTIONS));
    }

    @Test
    void manyProcesses() throws IOException {
        truth.settle();

        // When
        long began = System.nanoTime();
        truth.servers.run("sh", "-c", "i=0; while [ $i -lt " + PROCESSES + " ]; do /bin/true; i=$((i+1)); done");
        System.out.printf("%,.0f processes per second%n", PROCESSES / ((System.nanoTime() - began) / 1e9));

        // Then
        assertThat(memory("after processes")).isLessThan(MOST_BYTES);
        honestOnesAreCounted("%,d processes".formatted(PROCESSES));
    }

    private void honestOnesAreCounted(String after) {
        truth.settle();
        truth.servers.run("h2load", "--h1", "-n", "2000", "-c", "4", "http://127.0.0.1:8081/ok");
        Predicate<Point> http = point -> point.get("sonde.protocol").equals("http");
        truth.check(new Told("http", "h2load → nginx, after " + after, 2000, 0), http, RequestTruth.AT_SERVER);
    }

    /** Of the agent, the most that was ever resident. */
    private long memory(String when) throws IOException {
        String status = Files.readString(Path.of("/proc/" + truth.agent.pid() + "/status"));
        long bytes = Long.parseLong(status.replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1")) << 10;
        System.out.printf("agent %s: %d MB resident at most, lost %s%n", when, bytes >> 20, truth.telemetry.lost());
        return bytes;
    }
}
