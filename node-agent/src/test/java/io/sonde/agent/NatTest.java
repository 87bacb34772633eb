// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.config.AgentConfig;
import io.sonde.agent.config.CommandLine;
import io.sonde.otlp.ExporterCounters;
import io.sonde.proto.Metric;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real rules of iptables and nft between real programs: the agent tells who is really at the other end. */
class NatTest {
    private static final Path OBJECTS = Path.of("..", "bpf", ".output");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VIRTUAL = "10.96.91.1";
    private static final String OPENED = Metric.SONDE_TCP_CONNECTIONS_OPENED.id();

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();
    private final List<Process> programs = new ArrayList<>();
    private RoutedNetwork network;
    private int port;

    @BeforeEach
    void startServer() throws IOException {
        need("root".equals(System.getProperty("user.name")), "translating addresses needs root");
        need(Files.exists(Path.of("/sys/kernel/btf/vmlinux")), "this kernel has no BTF");
        need(Files.exists(Path.of("/proc/sys/net/netfilter/nf_conntrack_count")), "nf_conntrack is not loaded");
        for (String program : List.of("ip", "iptables-legacy", "ip6tables-legacy", "nft")) {
            need(has(program), program + " is missing");
        }
        network = new RoutedNetwork();
        port = server("server");
    }

    private static void need(boolean met, String otherwise) {
        if (!met) {
            System.out.println("SKIPPED: " + otherwise);
            Assumptions.abort(otherwise);
        }
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Process program : programs) {
            program.destroyForcibly();
            program.waitFor();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void aThousandConnectionsThroughAVirtualAddressAreSplitAsTheyWere() throws Exception {
        // Given: two backends chosen at random by a router between the hosts, as kube-proxy does it
        int second = server("server");
        network.in(
                "router",
                "iptables-legacy -t nat -A PREROUTING -d " + VIRTUAL
                        + " -p tcp --dport 80 -m statistic --mode random --probability 0.5 -j DNAT --to-destination "
                        + RoutedNetwork.SERVER + ":" + port);
        network.in(
                "router",
                "iptables-legacy -t nat -A PREROUTING -d " + VIRTUAL + " -p tcp --dport 80 -j DNAT --to-destination "
                        + RoutedNetwork.SERVER + ":" + second);

        // When
        watching(() -> assertThat(connect("client", VIRTUAL, 80, 1_000)).isEqualTo(1_000));

        // Then
        assertThat(opened("Connector", "network.peer.address")).isEqualTo(Map.of(VIRTUAL, 1_000.0));
        assertThat(opened("Connector", "destination.address")).isEqualTo(Map.of(RoutedNetwork.SERVER, 1_000.0));
        assertThat(opened("Connector", "destination.port"))
                .hasSize(2)
                .isEqualTo(opened("EchoServer", "network.local.port"));
        assertThat(opened("EchoServer", "network.peer.address")).isEqualTo(Map.of(RoutedNetwork.CLIENT, 1_000.0));
        assertThat(opened("EchoServer", "source.address")).isEqualTo(Map.of("", 1_000.0));
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What an agent reports that watches while the step runs. */
    private void watching(Step step) throws Exception {
        var line = CommandLine.parse("--bpf-directory", OBJECTS.toString(), "--interval", "1s");
        AgentConfig config = AgentConfig.of(AgentConfig.settings(line, Map.of()), directory);
        try (Agent agent = Agent.start(config, reports, () -> new ExporterCounters(0, 0, 0, 0, 0, 0, 0, null, null))) {
            assertThat(agent).isNotNull();
            await().atMost(PATIENCE)
                    .until(() -> reports.of("EchoServer", Metric.SONDE_TCP_LISTEN.id())
                                    .count()
                            > 0);
            step.run();
        }
        assertThat(reports.of("sonde-node-agent", Metric.SONDE_AGENT_PROBE.id())
                        .filter(point -> point.attribute("sonde.probe.name").equals("conntrack"))
                        .map(point -> point.attribute("sonde.probe.state") + point.attribute("sonde.probe.reason")))
                .containsOnly("attached");
    }

    private Map<String, Double> opened(String service, String attribute) {
        return counted(service, OPENED, attribute);
    }

    private Map<String, Double> counted(String service, String metric, String attribute) {
        return reports.of(service, metric)
                .collect(Collectors.groupingBy(
                        point -> point.attribute(attribute), Collectors.summingDouble(Reports.Point::value)));
    }

    private int server(String host) throws IOException {
        Process server = start(network.on(host, java(EchoServer.class.getName())));
        return Integer.parseInt(server.inputReader().readLine());
    }

    /** How many of the connections came about. */
    private int connect(String host, String address, int toPort, int count) throws IOException {
        Process client = start(network.on(
                host, java(Connector.class.getName(), address, String.valueOf(toPort), String.valueOf(count))));
        return Integer.parseInt(client.inputReader().readLine());
    }

    private static String[] java(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Stream<String> options =
                Stream.of(java, "-Xmx32m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"));
        return Stream.concat(options, Stream.of(arguments)).toArray(String[]::new);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        programs.add(process);
        return process;
    }
}
