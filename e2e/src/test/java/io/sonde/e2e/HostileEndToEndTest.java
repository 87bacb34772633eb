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
    /** DESIGN's budget under load. */
    private static final long MOST_BYTES = 100 << 20;

    private static final int CONNECTIONS = 25_000;
    private static final int PROCESSES = 5_000;

    @TempDir
    static Path directory;

    private RequestTruth truth;

    @BeforeEach
    void start() throws IOException {
        Privileges.require();
        Privileges.need(Boolean.getBoolean("truth.all"), "hostile programs are tried by `make truth`");
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
    void nonsenseOnFiftyThousandSockets() throws IOException {
        truth.settle();

        // When: more than are followed, each says something three times
        List<String> hostile = new ArrayList<>(List.of("prlimit", "--nofile=60000"));
        hostile.addAll(Programs.ofClass(TruthHostile.class, "" + CONNECTIONS, "3"));
        assertThat(truth.servers.run(hostile.toArray(String[]::new)).strip()).isEqualTo("" + 2 * CONNECTIONS);

        // Then
        assertThat(memory("after nonsense")).isLessThan(MOST_BYTES);
        await().atMost(RequestTruth.PATIENCE)
                .untilAsserted(() -> assertThat(truth.telemetry.lost()).containsKey("requests.untracked"));
        honestOnesAreCounted("nonsense on 50,000 sockets");
    }

    @Test
    void aThousandProcessesPerSecond() throws IOException {
        truth.settle();

        // When
        long began = System.nanoTime();
        truth.servers.run("sh", "-c", "i=0; while [ $i -lt " + PROCESSES + " ]; do /bin/true; i=$((i+1)); done");
        System.out.printf("%,.0f processes per second%n", PROCESSES / ((System.nanoTime() - began) / 1e9));

        // Then
        assertThat(memory("after processes")).isLessThan(MOST_BYTES);
        honestOnesAreCounted("5,000 processes");
    }

    private void honestOnesAreCounted(String after) {
        truth.settle();
        truth.servers.run("h2load", "--h1", "-n", "2000", "-c", "4", "http://127.0.0.1:8081/ok");
        Predicate<Point> http = point -> point.get("sonde.protocol").equals("http");
        truth.check(new Told("http", "h2load → nginx, after " + after, 2000, 0), http, RequestTruth.AT_SERVER);
    }

    /** Of the agent, what is resident. */
    private long memory(String when) throws IOException {
        String status = Files.readString(Path.of("/proc/" + truth.agent.pid() + "/status"));
        long bytes = Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1")) << 10;
        System.out.printf("agent %s: %d MB resident, lost %s%n", when, bytes >> 20, truth.telemetry.lost());
        return bytes;
    }
}
