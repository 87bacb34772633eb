// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.proto.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent on this very kernel, with real programs, up to the bytes that it would send. */
class AgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();
    private final Programs programs = new Programs();
    private int port;

    @BeforeEach
    void startServer() throws IOException {
        Needs.kernel();
        Process server = programs.start(Programs.java(EchoServer.class));
        port = Integer.parseInt(server.inputReader().readLine());
    }

    @AfterEach
    void stopPrograms() {
        programs.close();
    }

    @Test
    void countsWhatProgramsDid() throws Exception {
        // Given: a connection that is older than the agent
        Path holder = program("holder");
        Process old = programs.start(holder.toString(), "-c", connect(port) + "echo held; read line");
        assertThat(old.inputReader().readLine()).isEqualTo("held");
        int closedPort = closedPort();
        Path blink = program("blink");
        Path seeker = program("seeker");

        // When
        try (Agent agent = reports.agent(directory)) {
            awaitWatching();
            for (int i = 0; i < 20; i++) {
                run(blink, connect(port) + "echo 123456789 >&3; read -u 3 line; test $line = 123456789");
            }
            for (int i = 0; i < 5; i++) {
                run(seeker, connect(closedPort));
            }
            assertThat(agent).isNotNull();
        }

        // Then
        clientsAreCounted();
        serverIsCounted();
        oldConnectionIsActive();
        assertThat(reports.of("seeker", Metric.SONDE_TCP_CONNECTIONS_FAILED.id())
                        .toList())
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.attribute("error.type")).isEqualTo("refused"));
        assertThat(reports.sum("seeker", Metric.SONDE_TCP_CONNECTIONS_FAILED.id()))
                .isEqualTo(5);
        assertThat(reports.sum("seeker", Metric.SONDE_TCP_CONNECTIONS_OPENED.id()))
                .isZero();
        everyNameIsInTheRegistry();
    }

    @Test
    void cpuTimeIsWhatTheProgramSaysItselfAlsoOfOneThatIsGone() throws Exception {
        // Given
        Path burner = program("burner");
        String burn = "for ((i = 0; i < 300000; i++)); do :; done; times";

        // When
        double told = 0;
        try (Agent agent = reports.agent(directory)) {
            awaitWatching();
            for (int i = 0; i < 3; i++) {
                Process process = programs.start(burner.toString(), "-c", burn);
                told += seconds(process.inputReader().readLine());
                process.waitFor();
            }
            assertThat(agent).isNotNull();
        }

        // Then: what bash does after it has said its times is not in them, and they are rounded
        double reported = reports.of("burner", Metric.PROCESS_CPU_TIME.id())
                .mapToDouble(Reports.Point::value)
                .sum();
        assertThat(reported).isBetween(told - 0.01, told * 1.05 + 0.1);
        assertThat(reports.of("sonde-node-agent", Metric.SYSTEM_CPU_LOGICAL_COUNT.id())
                        .map(Reports.Point::value))
                .contains((double) Runtime.getRuntime().availableProcessors());
        assertThat(reports.of("sonde-node-agent", Metric.SYSTEM_CPU_TIME.id())
                        .mapToDouble(Reports.Point::value)
                        .sum())
                .isPositive();
    }

    /** User and system time as the shell's times writes them: 0m1.250s 0m0.010s. */
    private static double seconds(String times) {
        double seconds = 0;
        for (String time : times.strip().split(" ")) {
            String[] parts = time.replace("s", "").split("m");
            seconds += 60 * Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
        }
        return seconds;
    }

    private void clientsAreCounted() {
        assertThat(reports.sum("blink", Metric.SONDE_TCP_CONNECTIONS_OPENED.id()))
                .isEqualTo(20);
        assertThat(reports.sum("blink", Metric.SONDE_TCP_CONNECT_DURATION.id())).isEqualTo(20);
        assertThat(reports.sum("blink", Metric.SONDE_TCP_CONNECTION_DURATION.id()))
                .isEqualTo(20);
        assertThat(reports.sum("blink", Metric.SONDE_PROCESS_STARTED.id())).isEqualTo(20);
        assertThat(reports.sum("blink", Metric.SONDE_PROCESS_EXITED.id())).isEqualTo(20);
        assertThat(reports.of("blink", Metric.SONDE_TCP_IO.id())
                        .filter(point -> point.attribute("network.io.direction").equals("transmit"))
                        .mapToDouble(Reports.Point::value)
                        .sum())
                .isEqualTo(200);
    }

    private void serverIsCounted() {
        assertThat(reports.sum("EchoServer", Metric.SONDE_TCP_CONNECTIONS_OPENED.id()))
                .isEqualTo(20);
        assertThat(reports.of("EchoServer", Metric.SONDE_TCP_CONNECTIONS_OPENED.id())
                        .toList())
                .allSatisfy(point -> {
                    assertThat(point.attribute("sonde.tcp.role")).isEqualTo("server");
                    assertThat(point.attribute("network.local.port")).isEqualTo(String.valueOf(port));
                    assertThat(point.resource()).containsEntry("sonde.service.kind", "java");
                });
        assertThat(reports.of("EchoServer", Metric.SONDE_TCP_LISTEN.id())
                        .filter(point -> point.attribute("network.local.port").equals(String.valueOf(port)))
                        .map(point -> point.attribute("network.local.address")))
                .contains("127.0.0.1", "::1");
    }

    private void oldConnectionIsActive() {
        assertThat(reports.of("holder", Metric.SONDE_TCP_CONNECTIONS_ACTIVE.id())
                        .map(Reports.Point::value))
                .isNotEmpty()
                .containsOnly(1.0);
        assertThat(reports.of("holder", Metric.SONDE_TCP_CONNECTIONS_OPENED.id()))
                .isEmpty();
    }

    private void everyNameIsInTheRegistry() {
        Map<String, Set<String>> registry = Arrays.stream(Metric.values())
                .collect(Collectors.toMap(Metric::id, metric -> Set.copyOf(metric.attributes())));
        assertThat(reports.all()).allSatisfy(point -> {
            assertThat(registry).containsKey(point.metric());
            assertThat(registry.getOrDefault(point.metric(), Set.of()))
                    .containsAll(point.attributes().keySet());
        });
    }

    private void awaitWatching() {
        await().atMost(PATIENCE)
                .until(() -> reports.of("sonde-node-agent", Metric.SONDE_AGENT_UPTIME.id())
                                .count()
                        > 0);
        assertThat(reports.of("sonde-node-agent", Metric.SONDE_AGENT_PROBE.id())
                        .filter(point ->
                                !point.attribute("sonde.probe.name").equals("conntrack")) // not in every kernel
                        .map(point -> point.attribute("sonde.probe.state")))
                .isNotEmpty()
                .containsOnly("attached");
    }

    /** A program with a name of its own. */
    private Path program(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.copy(Path.of("/bin/bash"), file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static void run(Path program, String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static String connect(int toPort) {
        return "exec 3<>/dev/tcp/127.0.0.1/" + toPort + "; ";
    }

    private static int closedPort() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return listener.getLocalPort();
        }
    }
}
