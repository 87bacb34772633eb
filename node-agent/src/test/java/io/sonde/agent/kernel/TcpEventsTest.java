// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Established connections: opened, closed, reset, listened for. */
class TcpEventsTest {
    private static final int OWN_PID = (int) ProcessHandle.current().pid();
    private static final int ECONNRESET = 104;
    private static final int EPIPE = 32;

    private static LiveKernel live;

    /** Nobody else's connections can have the same ports here. */
    private static NetworkNamespace network;

    @BeforeAll
    static void start() {
        live = LiveKernel.start();
        network = new NetworkNamespace();
    }

    @AfterAll
    static void stop() {
        if (live != null) {
            live.close();
            network.close();
        }
    }

    private static Predicate<SeenSocket> to(int port) {
        return seen -> network.holds(seen) && seen.remotePort() == port;
    }

    private static Predicate<SeenSocket> at(int port) {
        return seen -> network.holds(seen) && seen.localPort() == port;
    }

    private static Pair connect(ProtocolFamily family, String address) {
        return network.run(() -> Pair.connect(family, address, 0));
    }

    @ParameterizedTest
    @CsvSource({"INET, 127.0.0.1, 127.0.0.1", "INET6, ::1, 0:0:0:0:0:0:0:1", "INET6, 127.0.0.1, 127.0.0.1"})
    void bothSidesOfAConnectionAreSeenInEachFamily(StandardProtocolFamily family, String address, String shown)
            throws IOException {
        int port;
        int clientPort;
        try (Pair pair = connect(family, address)) {
            port = pair.port();
            clientPort = pair.clientPort();
            pair.send(pair.client, pair.server, 70_000);
            pair.send(pair.server, pair.client, 5);
        }

        SeenSocket opened = live.await1("opened", to(port));
        assertThat(opened.role()).isEqualTo("client");
        assertThat(opened.pid()).isEqualTo(OWN_PID);
        assertThat(opened.local()).isEqualTo(shown);
        assertThat(opened.remote()).isEqualTo(shown);
        assertThat(opened.localPort()).isEqualTo(clientPort);
        assertThat(opened.durationNanos()).isPositive();
        assertThat(opened.timeNanos()).isPositive().isLessThan(System.nanoTime());

        SeenSocket accepted = live.await1("opened", at(port));
        assertThat(accepted.role()).isEqualTo("server");
        assertThat(accepted.pid()).isZero();
        assertThat(accepted.local()).isEqualTo(shown);
        assertThat(accepted.remote()).isEqualTo(shown);
        assertThat(accepted.remotePort()).isEqualTo(clientPort);

        SeenSocket closed = live.await1("closed", to(port));
        assertThat(closed.socket()).isEqualTo(opened.socket());
        assertThat(closed.role()).isEqualTo("client");
        assertThat(closed.pid()).isEqualTo(OWN_PID);
        assertThat(closed.bytesSent()).isEqualTo(70_000);
        assertThat(closed.bytesReceived()).isEqualTo(5);
        assertThat(closed.durationNanos()).isEqualTo(closed.timeNanos() - opened.timeNanos());
        assertThat(closed.rttMicros()).isPositive();
        assertThat(closed.error()).isZero();

        SeenSocket served = live.await1("closed", at(port));
        assertThat(served.pid()).isEqualTo(OWN_PID);
        assertThat(served.bytesSent()).isEqualTo(5);
        assertThat(served.bytesReceived()).isEqualTo(70_000);
    }

    @Test
    void listenerIsSeenFromItsStartToItsEnd() throws IOException {
        int port;
        try (ServerSocketChannel listener = network.run(() -> ServerSocketChannel.open(StandardProtocolFamily.INET))) {
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            port = listener.socket().getLocalPort();
        }

        SeenSocket started = live.await1("listening", at(port));
        SeenSocket ended = live.await1("listen ended", at(port));
        assertThat(started.pid()).isEqualTo(OWN_PID);
        assertThat(started.local()).isEqualTo("127.0.0.1");
        assertThat(ended.pid()).isEqualTo(OWN_PID);
        assertThat(ended.socket()).isEqualTo(started.socket());
    }

    @Test
    void resetByThePeerIsToldFromAnAbortOfOnesOwn() throws IOException {
        int port;
        try (Pair pair = connect(StandardProtocolFamily.INET, "127.0.0.1")) {
            port = pair.port();
            pair.server.setOption(StandardSocketOptions.SO_LINGER, 0);
            pair.server.close();
            assertThatThrownBy(() -> pair.client.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
        }

        SeenSocket victim = live.await1("closed", to(port));
        SeenSocket aborter = live.await1("closed", at(port));
        assertThat(victim.error()).isEqualTo(ECONNRESET);
        assertThat(victim.pid()).isEqualTo(OWN_PID);
        assertThat(aborter.error()).isZero();
        assertThat(aborter.pid()).isEqualTo(OWN_PID);
    }

    /** The kernel answers it by a reset of its own, and leaves an error on a socket that nobody has any more. */
    @Test
    void anAnswerThatComesAfterItWasGivenUpIsNoReset() throws IOException {
        network.shell("tc qdisc add dev lo root tbf rate 16kbit burst 1600 latency 5s");
        try (Pair pair = connect(StandardProtocolFamily.INET, "127.0.0.1")) {
            int port = pair.port();
            pair.server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            for (int i = 0; i < 4; i++) {
                pair.server.write(ByteBuffer.allocate(1000));
            }
            assertThat(pair.client.read(ByteBuffer.allocate(1000))).isEqualTo(1000);
            pair.client.close();

            assertThat(live.await1("closed", to(port)).error()).isZero();
            // The server wrote in vain: to it, it is a reset, after it was told that the client has no more to say.
            assertThat(live.await1("closed", at(port)).error()).isEqualTo(EPIPE);
        } finally {
            network.shell("tc qdisc del dev lo root");
        }
    }

    @Test
    void connectionFromBeforeTheAgentEndsWithItsBytesAndWithoutAStart() throws IOException {
        int port;
        try (Pair pair = connect(StandardProtocolFamily.INET, "127.0.0.1")) {
            port = pair.port();
            pair.send(pair.client, pair.server, 123);
            try (LiveKernel later = LiveKernel.start()) {
                pair.client.close();
                pair.server.close();

                SeenSocket closed = later.await1("closed", to(port));
                assertThat(closed.durationNanos()).isEqualTo(TcpEvent.UNKNOWN_DURATION);
                assertThat(closed.role()).isEqualTo("unknown");
                assertThat(closed.pid()).isEqualTo(OWN_PID);
                assertThat(closed.bytesSent()).isEqualTo(123);
            }
        }
        assertThat(live.await1("closed", to(port)).role()).isEqualTo("client");
    }

    @Test
    void sameAddressesInTwoNamespacesAreToldApart() {
        try (NetworkNamespace one = new NetworkNamespace();
                NetworkNamespace other = new NetworkNamespace()) {
            int port = one.run(() -> connectAndClose(0));
            other.run(() -> connectAndClose(port));

            SeenSocket first = live.await1("opened", seen -> seen.remotePort() == port && one.holds(seen));
            SeenSocket second = live.await1("opened", seen -> seen.remotePort() == port && other.holds(seen));
            assertThat(first.remote()).isEqualTo(second.remote());
            assertThat(first.pid()).isEqualTo(second.pid()).isEqualTo(OWN_PID);
        }
    }

    private static int connectAndClose(int wantedPort) throws IOException {
        try (Pair pair = Pair.connect(StandardProtocolFamily.INET, "127.0.0.1", wantedPort)) {
            return pair.port();
        }
    }

    /** A connection of this process with itself. */
    private record Pair(ServerSocketChannel listener, SocketChannel client, SocketChannel server)
            implements AutoCloseable {
        static Pair connect(ProtocolFamily family, String address, int port) throws IOException {
            ServerSocketChannel listener = ServerSocketChannel.open(family);
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            SocketChannel client = SocketChannel.open(family);
            client.connect(listener.getLocalAddress());
            return new Pair(listener, client, listener.accept());
        }

        int port() {
            return listener.socket().getLocalPort();
        }

        int clientPort() {
            return client.socket().getLocalPort();
        }

        void send(SocketChannel from, SocketChannel to, int bytes) throws IOException {
            ByteBuffer out = ByteBuffer.allocate(bytes);
            ByteBuffer in = ByteBuffer.allocate(bytes);
            while (out.hasRemaining()) {
                from.write(out);
            }
            while (in.hasRemaining()) {
                to.read(in);
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
            listener.close();
        }
    }
}
