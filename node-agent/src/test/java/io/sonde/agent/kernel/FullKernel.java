// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

/** The kernel side and what reads it, with more in it than fits. */
public final class FullKernel {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int RING_BYTES = 1 << 20;
    private static final int MANY = 100;

    private FullKernel() {}

    public static Fill of(Bounded which) throws IOException {
        return switch (which) {
            case KERNEL_RING -> ring();
            case REQUESTS_RING -> requests();
            case KERNEL_SOCKETS -> sockets();
            case KERNEL_CONNECTS -> connects();
            default -> tasks();
        };
    }

    /** A report that is late. */
    public static Fill journal(Path directory) {
        try (var journal = new EventJournal(directory, 1, List.of())) {
            MemorySegment records = MemorySegment.ofArray(new byte[1 << 20]);
            for (long start = 0; start <= EventJournal.LIMIT_BYTES; start += records.byteSize()) {
                journal.append(start, records);
            }
            return journal.fill();
        }
    }

    private static Fill ring() throws IOException {
        try (LiveKernel live = LiveKernel.start(new KernelConfig(4096, 4096, LiveKernel.OBJECTS, 0))) {
            CountDownLatch held = new CountDownLatch(1);
            live.kernel.execute(() -> awaitUninterruptibly(held));
            for (int i = 0; i < MANY; i++) {
                connectedPair().forEach(FullKernel::close);
            }
            Fill fill = fill(live, Bounded.KERNEL_RING);
            held.countDown();
            return fill;
        }
    }

    private static Fill requests() throws IOException {
        var config = new KernelConfig(RING_BYTES, 4096, LiveKernel.OBJECTS, 0).with(new CaptureConfig(true, 4096, 64));
        try (LiveKernel live = LiveKernel.start(config);
                ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
                Socket client = new Socket(LOOPBACK, listener.getLocalPort())) {
            CountDownLatch held = new CountDownLatch(1);
            live.kernel.execute(() -> awaitUninterruptibly(held));
            for (int i = 0; i < MANY; i++) {
                client.getOutputStream().write(new byte[MANY]);
            }
            Fill fill = fill(live, Bounded.REQUESTS_RING);
            held.countDown();
            return fill;
        }
    }

    private static Fill sockets() throws IOException {
        try (LiveKernel live = LiveKernel.start(new KernelConfig(RING_BYTES, 1, LiveKernel.OBJECTS, 0))) {
            List<AutoCloseable> open = new ArrayList<>();
            await().until(() -> {
                open.addAll(connectedPair());
                Fill fill = fill(live, Bounded.KERNEL_SOCKETS);
                return fill.dropped() > 0 && fill.size() > 0;
            });
            Fill fill = fill(live, Bounded.KERNEL_SOCKETS);
            open.forEach(FullKernel::close);
            return fill;
        }
    }

    /** Those that connect to a full queue of a socket in the file system stay inside connect(). */
    private static Fill connects() throws IOException {
        Path directory = Files.createTempDirectory("full");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        List<Thread> threads = new ArrayList<>();
        try (LiveKernel live = LiveKernel.start(new KernelConfig(RING_BYTES, 4096, 1, LiveKernel.OBJECTS, 0));
                ServerSocketChannel full = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            full.bind(address, 1);
            for (int i = 0; i < 8; i++) {
                threads.add(Thread.ofPlatform().daemon().start(() -> connect(address)));
            }
            await().until(() -> fill(live, Bounded.KERNEL_CONNECTS).dropped() > 0
                    && fill(live, Bounded.KERNEL_CONNECTS).size() > 0);
            return fill(live, Bounded.KERNEL_CONNECTS);
        } finally {
            threads.forEach(Thread::interrupt);
            Files.deleteIfExists(address.getPath());
            Files.deleteIfExists(directory);
        }
    }

    private static void connect(UnixDomainSocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.finishConnect();
        } catch (IOException endOfTest) {
            // The listener is closed while this one waits.
        }
    }

    private static Fill tasks() {
        RingReader reader = new RingReader(null, new EventLog(), null);
        long limit = reader.tasks().limit();
        for (int i = 0; i < limit; i++) {
            reader.execute(() -> {});
        }
        assertThatThrownBy(() -> reader.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        return reader.tasks();
    }

    private static Fill fill(LiveKernel live, Bounded which) {
        return live.kernel.fills().stream()
                .filter(fill -> fill.which() == which)
                .findFirst()
                .orElseThrow();
    }

    private static List<AutoCloseable> connectedPair() throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
        return List.of(new Socket(LOOPBACK, listener.getLocalPort()), listener);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
