// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.proto.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is called as Docker calls its proxy, between a client and a server of other network namespaces. */
class PublishedPortTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PUBLISHED = "8080";
    private static final int CONNECTIONS = 50;
    private static final String OPENED = Metric.SONDE_TCP_CONNECTIONS_OPENED.id();

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();
    private final Programs programs = new Programs();

    @AfterEach
    void stopAll() {
        programs.close();
    }

    @Test
    void connectionsToAPublishedPortAreThoseOfTheServiceBehindItAndCountedOnce() throws Exception {
        Needs.kernel();
        Needs.programs("cc");
        try (var network = new RoutedNetwork()) {
            // Given
            String port = programs.start(network.on("server", Programs.java(EchoServer.class)))
                    .inputReader()
                    .readLine();
            Process proxy = programs.start(network.on("router", proxy(port)));
            assertThat(proxy.inputReader().readLine()).isEqualTo("listening");

            // When
            try (Agent agent = reports.agent(directory)) {
                assertThat(agent).isNotNull();
                await().atMost(PATIENCE).until(() -> listens("docker-proxy") && listens("EchoServer"));
                connect(network, 1);
                await().atMost(PATIENCE)
                        .until(() -> reports.of("EchoServer", Metric.SONDE_TCP_LISTEN.id())
                                .anyMatch(point ->
                                        point.attribute("network.local.port").equals(PUBLISHED)));
                connect(network, CONNECTIONS);
            }

            // Then: the first one may be told before it is known who is behind the proxy
            Map<String, Double> served = opened("EchoServer", "network.local.port");
            double first = opened("docker-proxy", "network.local.port").getOrDefault(PUBLISHED, 0.0);
            assertThat(first).isLessThanOrEqualTo(1);
            assertThat(served).isEqualTo(Map.of(PUBLISHED, CONNECTIONS + 1 - first));
            assertThat(opened("EchoServer", "network.peer.address"))
                    .isEqualTo(Map.of(RoutedNetwork.CLIENT, CONNECTIONS + 1 - first));
            assertThat(opened("Connector", "network.peer.port")).isEqualTo(Map.of(PUBLISHED, CONNECTIONS + 1.0));
            assertThat(opened("docker-proxy", "sonde.tcp.role")).doesNotContainKey("client");
        }
    }

    private boolean listens(String service) {
        return reports.of(service, Metric.SONDE_TCP_LISTEN.id()).findAny().isPresent();
    }

    private Map<String, Double> opened(String service, String attribute) {
        return reports.of(service, OPENED)
                .filter(point -> point.value() != 0)
                .collect(Collectors.groupingBy(
                        point -> point.attribute(attribute), Collectors.summingDouble(Reports.Point::value)));
    }

    private String[] proxy(String port) throws IOException, InterruptedException {
        Path program = directory.resolve("docker-proxy");
        String source = Path.of("src", "test", "resources", "docker-proxy.c").toString();
        assertThat(programs.start(List.of("cc", "-pthread", "-o", program.toString(), source))
                        .waitFor())
                .isZero();
        String command = program + " -proto tcp -host-ip 0.0.0.0 -host-port " + PUBLISHED + " -container-ip "
                + RoutedNetwork.SERVER + " -container-port " + port;
        return command.split(" ");
    }

    private void connect(RoutedNetwork network, int count) throws IOException {
        Process client = programs.start(network.on(
                "client", Programs.java(Connector.class, RoutedNetwork.ROUTER, PUBLISHED, String.valueOf(count))));
        assertThat(client.inputReader().readLine()).isEqualTo(String.valueOf(count));
    }
}
