// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.proto.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real program that sends its requests by io_uring: they are not read, and the agent says whose they are. */
class IoUringTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REQUESTS = 20;

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();
    private final Programs programs = new Programs();

    @AfterEach
    void stopAll() {
        programs.close();
    }

    @Test
    void requestsThatNobodyReadsAreToldByService() throws Exception {
        // Given
        Needs.kernel();
        Needs.programs("cc");
        String port =
                programs.start(Programs.java(WebServer.class)).inputReader().readLine();
        Path client = directory.resolve("ring-client");
        String source = Path.of("src", "test", "resources", "ring-client.c").toString();
        assertThat(programs.start("cc", "-o", client.toString(), source).waitFor())
                .isZero();

        // When
        try (Agent agent = reports.agent(directory)) {
            assertThat(agent).isNotNull();
            await().atMost(PATIENCE).until(() -> remarks().findAny().isPresent());
            String answered = programs.start(client.toString(), port, String.valueOf(REQUESTS))
                    .inputReader()
                    .readLine();
            Needs.met(!answered.startsWith("io_uring_setup"), "this kernel does not allow it: " + answered);
            assertThat(answered).isEqualTo(String.valueOf(REQUESTS));
            await().atMost(PATIENCE)
                    .until(() -> served() == REQUESTS && remarks().anyMatch(told -> !told.isEmpty()));
        }

        // Then: at the server they are read, at the client it is said that they are not
        assertThat(remarks().filter(told -> !told.isEmpty()))
                .allSatisfy(told ->
                        assertThat(told).isEqualTo("requests that go through io_uring are not seen: ring-client"));
        assertThat(lost()).isGreaterThanOrEqualTo(2 * REQUESTS);
        assertThat(reports.of("ring-client", Metric.HTTP_CLIENT_REQUEST_DURATION.id()))
                .isEmpty();
    }

    private Stream<String> remarks() {
        return reports.of("sonde-node-agent", Metric.SONDE_AGENT_PROBE.id())
                .filter(point -> point.attribute("sonde.probe.name").equals("io-uring"))
                .map(point -> point.attribute("sonde.probe.reason"));
    }

    private double served() {
        return reports.of("WebServer", Metric.HTTP_SERVER_REQUEST_DURATION.id())
                .mapToDouble(Reports.Point::value)
                .sum();
    }

    private double lost() {
        return reports.of("sonde-node-agent", Metric.SONDE_AGENT_LOST.id())
                .filter(point -> point.attribute("sonde.loss.where").equals("requests.io_uring"))
                .mapToDouble(Reports.Point::value)
                .sum();
    }
}
