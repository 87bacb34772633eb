// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.config.AgentConfig;
import io.sonde.agent.config.CommandLine;
import io.sonde.otlp.ExporterCounters;
import io.sonde.proto.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real program that sends its requests by io_uring: they are not read, and the agent says whose they are. */
class IoUringTest {
    private static final Path OBJECTS = Path.of("..", "bpf", ".output");
    private static final Path COMPILER = Path.of("/usr/bin/cc");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REQUESTS = 20;

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();
    private final List<Process> programs = new ArrayList<>();

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Process program : programs) {
            program.destroyForcibly();
            program.waitFor();
        }
    }

    @Test
    void requestsThatNobodyReadsAreToldByService() throws Exception {
        // Given
        need(
                "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/sys/kernel/btf/vmlinux")),
                "no root or no BTF");
        need(Files.isExecutable(COMPILER), "no C compiler");
        String port = start(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebServer.class.getName())
                .inputReader()
                .readLine();
        Path client = directory.resolve("ring-client");
        String source = Path.of("src", "test", "resources", "ring-client.c").toString();
        assertThat(start(COMPILER.toString(), "-o", client.toString(), source).waitFor())
                .isZero();

        // When
        var line = CommandLine.parse("--bpf-directory", OBJECTS.toString(), "--interval", "1s");
        AgentConfig config = AgentConfig.of(AgentConfig.settings(line, Map.of()), directory);
        try (Agent agent = Agent.start(config, reports, () -> ExporterCounters.NOTHING)) {
            assertThat(agent).isNotNull();
            await().atMost(PATIENCE).until(() -> remarks().findAny().isPresent());
            String answered = start(client.toString(), port, String.valueOf(REQUESTS))
                    .inputReader()
                    .readLine();
            need(!answered.startsWith("io_uring_setup"), "this kernel does not allow it: " + answered);
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

    private static void need(boolean met, String otherwise) {
        if (!met) {
            System.out.println("SKIPPED: " + otherwise);
            Assumptions.abort(otherwise);
        }
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

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        programs.add(process);
        return process;
    }
}
