// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SocketWalkTest {
    private static final int OWN_PID = (int) ProcessHandle.current().pid();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static LiveKernel live;

    @BeforeAll
    static void start() {
        live = LiveKernel.start();
    }

    @AfterAll
    static void stop() {
        if (live != null) {
            live.close();
        }
    }

    private static List<SeenSocket> walk(Predicate<SeenSocket> wanted) {
        List<SeenSocket> found = new ArrayList<>();
        int count = live.kernel.walkSockets(record -> found.add(SeenSocket.of(record)));
        assertThat(count).isEqualTo(found.size());
        return found.stream().filter(wanted).toList();
    }

    /** Ports of others on this host do not matter. */
    private static List<SeenSocket> ownSockets(Predicate<SeenSocket> wanted) {
        return walk(wanted.and(seen -> seen.pid() == OWN_PID));
    }

    @Test
    void socketsOfThisNamespaceAreFoundWithOwnerStateAndBytes() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
                Socket client = new Socket(LOOPBACK, listener.getLocalPort());
                Socket server = listener.accept()) {
            client.getOutputStream().write(new byte[321]);
            server.getInputStream().readNBytes(321);
            int port = listener.getLocalPort();

            List<SeenSocket> found = ownSockets(seen -> seen.localPort() == port || seen.remotePort() == port);

            assertThat(found)
                    .extracting(SeenSocket::what)
                    .containsExactlyInAnyOrder("listening", "established", "established");
            assertThat(found)
                    .filteredOn(seen -> seen.remotePort() == port)
                    .singleElement()
                    .satisfies(seen -> {
                        assertThat(seen.bytesSent()).isEqualTo(321);
                        assertThat(seen.localPort()).isEqualTo(client.getLocalPort());
                        assertThat(seen.remote()).isEqualTo("127.0.0.1");
                        assertThat(seen.rttMicros()).isPositive();
                        assertThat(seen.networkNamespace()).isEqualTo(NetworkNamespace.currentInode());
                    });
        }
    }

    @Test
    void socketsOfOtherNamespacesAreFound() throws IOException {
        try (NetworkNamespace network = new NetworkNamespace();
                ServerSocket listener = network.run(() -> new ServerSocket(0, 1, InetAddress.ofLiteral("::1")))) {
            List<SeenSocket> found = walk(network::holds);

            assertThat(found).singleElement().satisfies(seen -> {
                assertThat(seen.what()).isEqualTo("listening");
                assertThat(seen.local()).isEqualTo("0:0:0:0:0:0:0:1");
                assertThat(seen.localPort()).isEqualTo(listener.getLocalPort());
            });
        }
    }

    @Test
    void walkKnowsASocketByTheSameIdentityAsEvents() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
                Socket client = new Socket(LOOPBACK, listener.getLocalPort())) {
            SeenSocket opened =
                    live.await1("opened", seen -> seen.pid() == OWN_PID && seen.localPort() == client.getLocalPort());

            List<SeenSocket> found = ownSockets(seen -> seen.localPort() == client.getLocalPort());

            assertThat(found).singleElement().extracting(SeenSocket::socket).isEqualTo(opened.socket());
        }
    }

    @Test
    void moreSocketsThanOneBufferHoldsAreAllFound() throws IOException {
        int count = 1000;
        List<Socket> clients = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, count, LOOPBACK)) {
            for (int i = 0; i < count; i++) {
                clients.add(new Socket(LOOPBACK, listener.getLocalPort()));
            }

            List<SeenSocket> found = ownSockets(seen -> seen.remotePort() == listener.getLocalPort());

            assertThat(found)
                    .extracting(SeenSocket::localPort)
                    .doesNotHaveDuplicates()
                    .hasSize(count);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void segmentsSentAgainAreCountedAndTheirBytesOnlyOnce() throws Exception {
        try (NetworkNamespace peer = new NetworkNamespace();
                NetworkNamespace network = NetworkNamespace.beside(peer, "10.78.0.1", "10.78.0.2");
                ServerSocket listener = peer.run(() -> new ServerSocket(0, 1, InetAddress.ofLiteral("10.78.0.2")));
                Socket client =
                        network.run(() -> new Socket(InetAddress.ofLiteral("10.78.0.2"), listener.getLocalPort()));
                Socket server = listener.accept()) {
            client.getOutputStream().write(1);
            assertThat(server.getInputStream().read()).isEqualTo(1);
            peer.ip("link set to-peer address 02:00:00:00:00:77");
            network.ip("neigh replace 10.78.0.2 lladdr 02:00:00:00:00:99 dev to-peer nud permanent");

            client.getOutputStream().write(new byte[500]);

            await().untilAsserted(() -> assertThat(ownSockets(seen -> seen.remotePort() == listener.getLocalPort()))
                    .singleElement()
                    .satisfies(seen -> {
                        assertThat(seen.retransmits()).isPositive();
                        assertThat(seen.bytesSent()).isEqualTo(501);
                    }));
        }
    }
}
