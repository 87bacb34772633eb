// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.proto.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real rules of iptables and nft between real programs: the agent tells who is really at the other end. */
class NatTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VIRTUAL = "10.96.91.1";
    private static final String VIRTUAL_6 = "fd96::1";
    private static final String OPENED = Metric.SONDE_TCP_CONNECTIONS_OPENED.id();

    private static final String FAILED = Metric.SONDE_TCP_CONNECTIONS_FAILED.id();

    @TempDir
    private Path directory;

    private String[] settings = {};

    private final Reports reports = new Reports();
    private final Programs programs = new Programs();
    private RoutedNetwork network;
    private int port;

    @BeforeEach
    void startServer() throws IOException {
        Needs.kernel();
        Needs.met(Files.exists(Path.of("/proc/sys/net/netfilter/nf_conntrack_count")), "nf_conntrack is not loaded");
        Needs.programs("ip", "iptables-legacy", "ip6tables-legacy", "nft");
        network = new RoutedNetwork();
        port = server("server");
    }

    @AfterEach
    void stopAll() {
        programs.close();
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

    @Test
    void aRuleThatComesLaterAndItsIpv6TwinAreFollowedToo() throws Exception {
        // When: the rules of nft are made while the agent runs, in a namespace where nothing was tracked before
        watching(() -> {
            network.in("router", "nft add table inet sonde");
            network.in("router", "nft add chain inet sonde pre { type nat hook prerouting priority -100 ; }");
            network.in(
                    "router",
                    "nft add rule inet sonde pre ip daddr " + VIRTUAL + " tcp dport 80 dnat ip to "
                            + RoutedNetwork.SERVER + ":" + port);
            network.in(
                    "router",
                    "nft add rule inet sonde pre ip6 daddr " + VIRTUAL_6 + " tcp dport 80 dnat ip6 to ["
                            + RoutedNetwork.SERVER_6 + "]:" + port);
            assertThat(connect("client", VIRTUAL, 80, 20)).isEqualTo(20);
            assertThat(connect("client", VIRTUAL_6, 80, 30)).isEqualTo(30);
        });

        // Then
        assertThat(opened("Connector", "network.peer.address")).isEqualTo(Map.of(VIRTUAL, 20.0, VIRTUAL_6, 30.0));
        assertThat(opened("Connector", "destination.address"))
                .isEqualTo(Map.of(RoutedNetwork.SERVER, 20.0, RoutedNetwork.SERVER_6, 30.0));
    }

    @Test
    void aMasqueradedClientIsTheRealOneAtTheServer() throws Exception {
        // Given: as for a node port of Kubernetes, into the router and out with the router's own address
        network.in(
                "router",
                "iptables-legacy -t nat -A PREROUTING -d " + RoutedNetwork.ROUTER
                        + " -p tcp --dport 30080 -j DNAT --to-destination " + RoutedNetwork.SERVER + ":" + port);
        network.in("router", "iptables-legacy -t nat -A POSTROUTING -o server -j MASQUERADE");

        // When
        watching(() ->
                assertThat(connect("client", RoutedNetwork.ROUTER, 30080, 50)).isEqualTo(50));

        // Then
        assertThat(opened("EchoServer", "network.peer.address"))
                .isEqualTo(Map.of(RoutedNetwork.ROUTER_AT_SERVER, 50.0));
        assertThat(opened("EchoServer", "source.address")).isEqualTo(Map.of(RoutedNetwork.CLIENT, 50.0));
        assertThat(opened("Connector", "destination.address")).isEqualTo(Map.of(RoutedNetwork.SERVER, 50.0));
    }

    @Test
    void aRedirectLeadsToTheProxyBesideTheProgram() throws Exception {
        // Given: as a sidecar does it, in the program's own namespace
        int proxy = server("client");
        network.in(
                "client",
                "iptables-legacy -t nat -A OUTPUT -d " + VIRTUAL + " -p tcp --dport 80 -j REDIRECT --to-ports "
                        + proxy);

        // When
        watching(() -> assertThat(connect("client", VIRTUAL, 80, 40)).isEqualTo(40));

        // Then
        assertThat(opened("Connector", "destination.address")).isEqualTo(Map.of("127.0.0.1", 40.0));
        assertThat(opened("Connector", "destination.port")).isEqualTo(Map.of(String.valueOf(proxy), 40.0));
        assertThat(opened("EchoServer", "network.local.port")).isEqualTo(Map.of(String.valueOf(proxy), 40.0));
    }

    @Test
    void failuresPointBehindTheVirtualAddress() throws Exception {
        // Given: nobody listens at one port; at another the way is cut behind the translation
        network.in(
                "router",
                "iptables-legacy -t nat -A PREROUTING -d " + VIRTUAL + " -p tcp -j DNAT --to-destination "
                        + RoutedNetwork.SERVER);
        network.in("server", "iptables-legacy -A INPUT -p tcp --dport 82 -j DROP");

        // When
        watching(() -> {
            assertThat(connect("client", VIRTUAL, 81, 10)).isZero();
            assertThat(connect("client", VIRTUAL, 82, 2)).isZero();
        });

        // Then
        assertThat(counted("Connector", FAILED, "destination.address")).isEqualTo(Map.of(RoutedNetwork.SERVER, 12.0));
        assertThat(counted("Connector", FAILED, "destination.port")).isEqualTo(Map.of("81", 10.0, "82", 2.0));
        assertThat(counted("Connector", FAILED, "error.type")).isEqualTo(Map.of("refused", 10.0, "timed_out", 2.0));
    }

    @Test
    void aConnectionOlderThanTheAgentIsFollowed() throws Exception {
        // Given
        network.in(
                "router",
                "iptables-legacy -t nat -A PREROUTING -d " + VIRTUAL + " -p tcp --dport 80 -j DNAT --to-destination "
                        + RoutedNetwork.SERVER + ":" + port);
        Process old = programs.start(
                network.on("client", "bash", "-c", "exec 3<>/dev/tcp/" + VIRTUAL + "/80; echo held; read -r line"));
        assertThat(old.inputReader().readLine()).isEqualTo("held");

        // When
        watching(() -> await().atMost(PATIENCE).until(() -> !held().isEmpty()));

        // Then
        assertThat(held())
                .extracting(point -> point.attribute("destination.address"))
                .containsOnly(RoutedNetwork.SERVER);
    }

    private List<Reports.Point> held() {
        return reports.all().stream()
                .filter(point -> point.metric().equals(Metric.SONDE_TCP_CONNECTIONS_ACTIVE.id())
                        && point.attribute("network.peer.address").equals(VIRTUAL))
                .toList();
    }

    @Test
    void aVirtualServerOfIpvsIsFollowedWhereItTellsConnectionTracking() throws Exception {
        // Given: it changes the address and leaves no mark of it
        Needs.met(Files.exists(Path.of("/proc/net/ip_vs")), "ip_vs is not in this kernel, or not loaded");
        Needs.programs("ipvsadm");
        int second = server("server");
        network.in("router", "sysctl -q -w net.ipv4.vs.conntrack=1");
        // IPVS asks nobody to track connections: elsewhere a firewall does
        network.in("router", "iptables-legacy -A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT");
        network.in("router", "ip6tables-legacy -A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT");
        virtualServer(VIRTUAL, RoutedNetwork.SERVER, port, second);
        virtualServer("[" + VIRTUAL_6 + "]", "[" + RoutedNetwork.SERVER_6 + "]", port);

        // When
        watching(() -> {
            assertThat(connect("client", VIRTUAL, 80, 100)).isEqualTo(100);
            assertThat(connect("client", VIRTUAL_6, 80, 30)).isEqualTo(30);
        });

        // Then
        assertThat(opened("Connector", "network.peer.address")).isEqualTo(Map.of(VIRTUAL, 100.0, VIRTUAL_6, 30.0));
        assertThat(opened("Connector", "destination.address"))
                .isEqualTo(Map.of(RoutedNetwork.SERVER, 100.0, RoutedNetwork.SERVER_6, 30.0));
        assertThat(opened("Connector", "destination.port"))
                .isEqualTo(Map.of(String.valueOf(port), 80.0, String.valueOf(second), 50.0))
                .isEqualTo(opened("EchoServer", "network.local.port"));
    }

    private void virtualServer(String virtual, String real, int... ports) throws Exception {
        network.in("router", "ip address add " + virtual.replaceAll("[\\[\\]]", "") + " dev lo");
        network.in("router", "ipvsadm -A -t " + virtual + ":80 -s rr");
        for (int each : ports) {
            network.in("router", "ipvsadm -a -t " + virtual + ":80 -r " + real + ":" + each + " -m");
        }
    }

    @Test
    void whatFindsNoPlaceIsCounted() throws Exception {
        // Given
        network.in(
                "router",
                "iptables-legacy -t nat -A PREROUTING -d " + VIRTUAL + " -p tcp --dport 80 -j DNAT --to-destination "
                        + RoutedNetwork.SERVER + ":" + port);
        settings = new String[] {"--max-translations", "1", "--interval", "20s"};

        // When: the kernel tells of all of them before one of their events is read
        watching(() -> assertThat(connect("client", VIRTUAL, 80, 300)).isEqualTo(300));

        // Then: each connection is counted, and each is either followed or said to be lost
        double followed = opened("Connector", "destination.address").getOrDefault(RoutedNetwork.SERVER, 0.0);
        double lost = reports.of("sonde-node-agent", Metric.SONDE_AGENT_LOST.id())
                .filter(point -> point.attribute("sonde.loss.where").equals("conntrack.table"))
                .mapToDouble(Reports.Point::value)
                .sum();
        assertThat(lost).isPositive();
        assertThat(followed + lost).isBetween(300.0, 301.0);
        assertThat(opened("Connector", "network.peer.address")).isEqualTo(Map.of(VIRTUAL, 300.0));
    }

    private interface Step {
        void run() throws Exception;
    }

    /** What an agent reports that watches while the step runs. */
    private void watching(Step step) throws Exception {
        try (Agent agent = reports.agent(directory, settings)) {
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
        Process server = programs.start(network.on(host, Programs.java(EchoServer.class)));
        return Integer.parseInt(server.inputReader().readLine());
    }

    /** How many of the connections came about. */
    private int connect(String host, String address, int toPort, int count) throws IOException {
        Process client = programs.start(network.on(
                host, Programs.java(Connector.class, address, String.valueOf(toPort), String.valueOf(count))));
        return Integer.parseInt(client.inputReader().readLine());
    }
}
