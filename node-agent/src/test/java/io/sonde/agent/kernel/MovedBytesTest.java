// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs send and receive, copied by the real kernel side. */
class MovedBytesTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Path COMPILER = Path.of("/usr/bin/cc");
    private static final int BIG = 1_000_000;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Seen(
            boolean outgoing, boolean datagram, int localPort, int remotePort, int position, int total, byte[] bytes) {
        String text() {
            return new String(bytes, UTF_8);
        }
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private Kernel kernel = Kernel.open(new KernelConfig(4096, 1, Path.of("/nowhere"), 0));

    @TempDir
    private Path directory;

    @BeforeEach
    void watch() {
        LiveKernel.assumeKernel();
        watch(PayloadLimits.DEFAULT);
    }

    private void watch(PayloadLimits payload) {
        kernel = Kernel.open(new KernelConfig(1 << 20, 4096, LiveKernel.OBJECTS, 0)
                .with(new CaptureConfig(true, 8 << 20, 1024, payload)));
        assertThat(kernel.probes())
                .filteredOn(probe -> probe.name().startsWith("requests"))
                .hasSize(3)
                .allSatisfy(probe -> assertThat(probe.state()).isEqualTo(ProbeStatus.State.ATTACHED));
        kernel.start(new EventLog() {
            @Override
            public void moved(MovedBytes bytes) {
                byte[] copy = new byte[bytes.copied()];
                bytes.copyTo(copy);
                seen.add(new Seen(
                        bytes.outgoing(),
                        bytes.datagram(),
                        bytes.localPort(),
                        bytes.remotePort(),
                        bytes.position(),
                        bytes.total(),
                        copy));
            }
        });
    }

    @AfterEach
    void stop() {
        kernel.close();
    }

    @Test
    void bothEndsAreSeenInBothDirections() throws IOException {
        try (ServerSocketChannel listener = listen();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept()) {
            int port = port(listener);

            // When
            client.write(ByteBuffer.wrap("what?".getBytes(UTF_8)));
            receive(server, 5);
            server.write(new ByteBuffer[] {text("this"), text(" and"), text(" that")});
            receive(client, 13);

            // Then
            awaitText(true, port, false, "what?");
            awaitText(false, port, true, "what?");
            awaitText(true, port, true, "this and that");
            awaitText(false, port, false, "this and that");
        }
    }

    @Test
    void aLongStretchIsCopiedAtItsHeadAndTail() throws IOException {
        try (ServerSocketChannel listener = listen();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept()) {
            int port = port(listener);
            ByteBuffer big = ByteBuffer.allocateDirect(BIG);
            Thread reader = Thread.ofVirtual().start(() -> drain(server, BIG));

            // When
            while (big.hasRemaining()) {
                client.write(big);
            }
            join(reader);

            // Then: every byte is accounted for, few are copied
            await().untilAsserted(() -> assertThat(pieces(true, port, false))
                    .isNotEmpty()
                    .satisfies(pieces -> assertThat(
                                    pieces.stream().mapToLong(Seen::total).sum())
                            .isEqualTo(BIG)));
            assertThat(pieces(true, port, false).stream()
                            .mapToLong(piece -> piece.bytes().length)
                            .sum())
                    .isLessThan(BIG / 4);
            contiguous(pieces(true, port, false));
            await().untilAsserted(() -> assertThat(pieces(false, port, true).stream()
                            .mapToLong(Seen::total)
                            .sum())
                    .isEqualTo(BIG));
            contiguous(pieces(false, port, true));
        }
    }

    @Test
    void ofAStretchNoMoreIsCopiedThanWasAskedFor() throws IOException {
        kernel.close();
        watch(new PayloadLimits(1024, Map.of()));
        try (ServerSocketChannel listener = listen();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept()) {
            // When
            client.write(ByteBuffer.allocate(4_000));
            receive(server, 4_000);

            // Then: the head, and the last bytes
            await().untilAsserted(() -> assertThat(pieces(true, port(listener), false))
                    .extracting(Seen::total, piece -> piece.bytes().length)
                    .containsExactly(tuple(3_744, 1024), tuple(256, 256)));
        }
    }

    @Test
    void severalPiecesOfAStretchAreCopiedWhereThatIsWanted() throws IOException {
        kernel.close();
        watch(new PayloadLimits(32 << 10, Map.of()));
        try (ServerSocketChannel listener = listen();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept()) {
            // When
            client.write(ByteBuffer.allocateDirect(30_000));
            receive(server, 30_000);
            client.write(ByteBuffer.allocateDirect(40_000));
            receive(server, 40_000);

            // Then: all of it, or as much as that and of the rest its head and the last bytes
            await().untilAsserted(() -> assertThat(pieces(true, port(listener), false))
                    .extracting(Seen::total, piece -> piece.bytes().length)
                    .containsExactly(
                            tuple(16_384, 16_384),
                            tuple(13_616, 13_616),
                            tuple(16_384, 16_384),
                            tuple(23_360, 4_096),
                            tuple(256, 256)));
            contiguous(pieces(true, port(listener), false));
        }
    }

    @Test
    void whatAFileGivesIsCountedWithoutBeingRead() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[50_000]);
        try (ServerSocketChannel listener = listen();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept();
                FileChannel from = FileChannel.open(file)) {
            int port = port(listener);
            Thread reader = Thread.ofVirtual().start(() -> drain(client, 50_000));

            // When: sendfile
            from.transferTo(0, 50_000, server);
            join(reader);

            // Then
            await().untilAsserted(() -> assertThat(pieces(true, port, true).stream()
                            .mapToLong(Seen::total)
                            .sum())
                    .isEqualTo(50_000));
        }
    }

    @Test
    void ofDatagramsOnlyNamesAreLookedAt() throws IOException {
        try (DatagramSocket resolver = new DatagramSocket(0, LOOPBACK);
                DatagramSocket other = new DatagramSocket(0, LOOPBACK)) {
            // When
            other.send(new DatagramPacket("no".getBytes(UTF_8), 2, new InetSocketAddress(LOOPBACK, 9)));
            resolver.send(new DatagramPacket("name?".getBytes(UTF_8), 5, new InetSocketAddress("127.0.0.53", 53)));

            // Then
            await().untilAsserted(() -> assertThat(seen)
                    .filteredOn(Seen::datagram)
                    .filteredOn(piece -> piece.localPort() == resolver.getLocalPort())
                    .singleElement()
                    .satisfies(piece -> assertThat(piece.text()).isEqualTo("name?"))
                    .satisfies(piece -> assertThat(piece.remotePort()).isEqualTo(53)));
            assertThat(seen).noneMatch(piece -> piece.datagram() && piece.remotePort() == 9);
        }
    }

    @Test
    void aConnectionOfNoInterestIsNotCopiedAnyMore() throws Exception {
        try (ServerSocketChannel listener = listen();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel server = listener.accept()) {
            int port = port(listener);
            kernel.close();
            var first = new java.util.concurrent.CountDownLatch(1);
            kernel = Kernel.open(new KernelConfig(1 << 20, 4096, LiveKernel.OBJECTS, 0)
                    .with(new CaptureConfig(true, 1 << 20, 1024)));
            kernel.start(new EventLog() {
                @Override
                public void moved(MovedBytes bytes) {
                    if (bytes.localPort() == port || bytes.remotePort() == port) {
                        seen.add(new Seen(
                                bytes.outgoing(), false, bytes.localPort(), bytes.remotePort(), 0, 0, new byte[0]));
                        kernel.decide(bytes.socket(), bytes, 0);
                        first.countDown();
                    }
                }
            });

            // When
            client.write(text("one"));
            first.await();
            for (int i = 0; i < 10; i++) {
                client.write(text("more"));
            }
            receive(server, 43);

            // Then: the server's end is told once by itself
            await().until(() -> !pieces(false, port, true).isEmpty());
            assertThat(pieces(true, port, false)).hasSize(1);
        }
    }

    @Test
    void messagesOfOneCallLieOneBehindTheOther() throws Exception {
        int[] ports = movers("messages");

        await().untilAsserted(() -> assertThat(between(true, ports[0], ports[1]))
                .extracting(Seen::text)
                .containsExactly("one 00;", "one 01;", "one 02;"));
        await().untilAsserted(() -> assertThat(between(false, ports[1], ports[0]))
                .extracting(Seen::text)
                .containsExactly("one 00;", "one 01;", "one 02;"));
        contiguous(between(true, ports[0], ports[1]));
        contiguous(between(false, ports[1], ports[0]));
    }

    @Test
    void manyDatagramsOfOneCallAreEachSeenWithTheirOtherEnd() throws Exception {
        int port = movers("datagrams")[0];

        await().untilAsserted(() -> assertThat(between(true, port, 53)).hasSize(20));
        await().untilAsserted(() -> assertThat(between(false, 53, port)).hasSize(20));
        assertThat(between(false, 53, port)).extracting(Seen::text).contains("one 00;", "one 19;");
    }

    @Test
    void whatGoesThroughAPipeIsCountedOnBothSidesWithoutBeingRead() throws Exception {
        int[] ports = movers("splice");

        await().untilAsserted(() -> assertThat(between(true, ports[0], ports[1]))
                .extracting(Seen::text)
                .containsExactly("pass this on"));
        await().untilAsserted(() -> assertThat(between(false, ports[1], ports[0]))
                .extracting(Seen::total, Seen::text)
                .containsExactly(tuple(12, "")));
        await().untilAsserted(() -> assertThat(between(true, ports[2], ports[3]))
                .extracting(Seen::total, Seen::text)
                .containsExactly(tuple(12, "")));
    }

    /** Others on this machine may use one of the ports. */
    private List<Seen> between(boolean outgoing, int localPort, int remotePort) {
        return pieces(outgoing, localPort, true).stream()
                .filter(piece -> piece.remotePort() == remotePort)
                .toList();
    }

    /** Runs the C program of that name; returns the ports that it says. */
    private int[] movers(String what) throws Exception {
        Path program = directory.resolve("movers");
        assumeTrue(Files.isExecutable(COMPILER), "no C compiler");
        String source = Path.of("src", "test", "resources", "movers.c").toString();
        assertThat(new ProcessBuilder(COMPILER.toString(), "-o", program.toString(), source)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Process moving = new ProcessBuilder(program.toString(), what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = moving.inputReader().readLine();
        assertThat(moving.waitFor()).isZero();
        return Stream.of(said.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    }

    private static int port(ServerSocketChannel listener) throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static void receive(SocketChannel from, int bytes) throws IOException {
        assertThat(Channels.newInputStream(from).readNBytes(bytes)).hasSize(bytes);
    }

    private static void drain(SocketChannel from, int bytes) {
        try {
            receive(from, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the end at the port, or of the one that talks to it. */
    private List<Seen> pieces(boolean outgoing, int port, boolean local) {
        return seen.stream()
                .filter(piece -> piece.outgoing() == outgoing)
                .filter(piece -> (local ? piece.localPort() : piece.remotePort()) == port)
                .toList();
    }

    private void awaitText(boolean outgoing, int port, boolean local, String text) {
        await().untilAsserted(() -> {
            var joined = new StringBuilder();
            pieces(outgoing, port, local).forEach(piece -> joined.append(piece.text()));
            assertThat(joined).hasToString(text);
        });
    }

    private static void contiguous(List<Seen> pieces) {
        for (int i = 1; i < pieces.size(); i++) {
            Seen before = pieces.get(i - 1);
            assertThat(pieces.get(i).position()).isEqualTo(before.position() + before.total());
        }
    }
}
