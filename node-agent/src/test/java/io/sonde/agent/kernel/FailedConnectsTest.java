// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each way in which a connect fails, once with the right reason, made by real routes and real silence. */
class FailedConnectsTest {
    private static final int OWN_PID = (int) ProcessHandle.current().pid();
    private static final int GAVE_UP = 0;
    private static final int EADDRNOTAVAIL = 99;
    private static final int ENETUNREACH = 101;
    private static final int ETIMEDOUT = 110;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;
    private static final int PORT = 4711;
    private static final int PATIENT = 20_000;

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

    @Test
    void refused() {
        try (NetworkNamespace network = new NetworkNamespace()) {
            connect(network, "127.0.0.1", PATIENT);

            assertFailed(network, ECONNREFUSED, "127.0.0.1");
        }
    }

    @Test
    void refusedOverIpv6() {
        try (NetworkNamespace network = new NetworkNamespace()) {
            connect(network, "::1", PATIENT);

            assertFailed(network, ECONNREFUSED, "0:0:0:0:0:0:0:1");
        }
    }

    @Test
    void programThatGivesUpWaitingHasNoError() {
        try (NetworkNamespace peer = new NetworkNamespace();
                NetworkNamespace network = NetworkNamespace.beside(peer, "10.77.0.1", "10.77.0.2")) {
            swallow(network, "10.77.0.3");

            connect(network, "10.77.0.3", 200);

            SeenSocket failed = assertFailed(network, GAVE_UP, "10.77.0.3");
            assertThat(failed.durationNanos()).isGreaterThan(150_000_000);
        }
    }

    @Test
    void kernelThatGivesUpTimesOut() {
        try (NetworkNamespace peer = new NetworkNamespace();
                NetworkNamespace network = NetworkNamespace.beside(peer, "10.77.0.1", "10.77.0.2")) {
            swallow(network, "10.77.0.3");
            network.sysctl("net.ipv4.tcp_syn_retries=1");

            connect(network, "10.77.0.3", PATIENT);

            SeenSocket failed = assertFailed(network, ETIMEDOUT, "10.77.0.3");
            assertThat(failed.retransmits()).isPositive();
        }
    }

    @Test
    void noRouteAtAll() {
        try (NetworkNamespace network = new NetworkNamespace()) {
            connect(network, "192.0.2.1", PATIENT);

            assertFailed(network, ENETUNREACH, "192.0.2.1");
        }
    }

    @Test
    void noRouteAtAllOverIpv6() {
        try (NetworkNamespace network = new NetworkNamespace()) {
            connect(network, "2001:db8::1", PATIENT);

            assertFailed(network, ENETUNREACH, "2001:db8:0:0:0:0:0:1");
        }
    }

    @Test
    void routeThatSaysUnreachable() {
        try (NetworkNamespace network = new NetworkNamespace()) {
            network.ip("route add unreachable 192.0.2.0/24");

            connect(network, "192.0.2.1", PATIENT);

            assertFailed(network, EHOSTUNREACH, "192.0.2.1");
        }
    }

    @Test
    void hostThatNobodyAnswersForIsToldOnce() {
        try (NetworkNamespace peer = new NetworkNamespace();
                NetworkNamespace network = NetworkNamespace.beside(peer, "10.77.0.1", "10.77.0.2")) {
            network.sysctl("net.ipv4.neigh.to-peer.retrans_time_ms=50");

            connect(network, "10.77.0.9", PATIENT);

            SeenSocket failed = assertFailed(network, EHOSTUNREACH, "10.77.0.9");
            assertThat(failed.durationNanos()).isPositive();
        }
    }

    @Test
    void noLocalPortLeft() {
        try (NetworkNamespace network = new NetworkNamespace()) {
            network.sysctl("net.ipv4.ip_local_port_range=40000 40000");
            network.run(() -> {
                try (ServerSocket listener = new ServerSocket(PORT);
                        Socket first = new Socket(InetAddress.ofLiteral("127.0.0.1"), PORT)) {
                    assertThat(first.getPort()).isEqualTo(listener.getLocalPort());
                    return connectHere("127.0.0.1", PATIENT);
                }
            });

            assertFailed(network, EADDRNOTAVAIL, "127.0.0.1");
        }
    }

    /** Frames to an address that nobody has: they leave, nothing comes back. */
    private static void swallow(NetworkNamespace network, String address) {
        network.ip("neigh add " + address + " lladdr 02:00:00:00:00:99 dev to-peer");
    }

    private static void connect(NetworkNamespace network, String address, int timeoutMillis) {
        assertThat(network.run(() -> connectHere(address, timeoutMillis))).isFalse();
    }

    private static boolean connectHere(String address, int timeoutMillis) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), PORT), timeoutMillis);
            return true;
        } catch (IOException expected) {
            return false;
        }
    }

    private static SeenSocket assertFailed(NetworkNamespace network, int error, String remote) {
        SeenSocket failed = live.await1("failed", network::holds);
        assertThat(failed.error()).isEqualTo(error);
        assertThat(failed.remote()).isEqualTo(remote);
        assertThat(failed.remotePort()).isEqualTo(PORT);
        assertThat(failed.pid()).isEqualTo(OWN_PID);
        assertThat(failed.role()).isEqualTo("client");
        return failed;
    }
}
