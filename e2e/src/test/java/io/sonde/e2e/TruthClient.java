// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connects as told and says, on its last line, what came of it. Usage: {@code TruthClient hold ADDRESS PORT COUNT} keeps
 * connections open until its input ends; {@code TruthClient load ADDRESS
 * PORT PER_SECOND} makes one after the other until it reads a byte, says what came of them and stays; {@code TruthClient run ADDRESS PORT COUNT [ADDRESS PORT COUNT ...]}.
 */
final class TruthClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 400;
    private static final int AT_ONCE = 200;

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger timedOut = new AtomicInteger();
    private final AtomicInteger unreachable = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();

    public static void main(String[] args) throws Exception {
        if (args[0].equals("hold")) {
            hold(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            return;
        }
        if (args[0].equals("load")) {
            load(new InetSocketAddress(args[1], Integer.parseInt(args[2])), Integer.parseInt(args[3]));
            return;
        }
        var client = new TruthClient();
        List<Thread> threads = new ArrayList<>();
        var places = new Semaphore(AT_ONCE);
        for (int i = 1; i < args.length; i += 3) {
            var target = new InetSocketAddress(args[i], Integer.parseInt(args[i + 1]));
            for (int n = 0; n < Integer.parseInt(args[i + 2]); n++) {
                places.acquire();
                threads.add(Thread.startVirtualThread(() -> {
                    client.connect(target);
                    places.release();
                }));
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(client.counts());
    }

    private static void hold(String address, int port, int count) throws IOException {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var socket = new Socket(address, port);
            ask(socket);
            open.add(socket);
        }
        System.out.println("holding");
        var _ = System.in.read();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static void load(InetSocketAddress target, int perSecond) throws InterruptedException {
        var client = new TruthClient();
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            awaitInput();
            stopped.countDown();
            awaitInput();
            ended.countDown();
        });
        List<Thread> threads = new ArrayList<>();
        System.out.println("loading");
        while (!stopped.await(1_000_000 / perSecond, TimeUnit.MICROSECONDS)) {
            threads.removeIf(thread -> !thread.isAlive());
            threads.add(Thread.startVirtualThread(() -> client.connect(target)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(client.counts());
        // Whoever looks late still finds whose connections these were.
        ended.await();
    }

    /** A byte, or the end. */
    private static void awaitInput() {
        try {
            var _ = System.in.read();
        } catch (IOException _) {
            // As good as the end.
        }
    }

    private void connect(InetSocketAddress target) {
        try (var socket = new Socket()) {
            socket.connect(target, CONNECT_TIMEOUT_MILLIS);
            ask(socket);
            accepted.incrementAndGet();
        } catch (SocketTimeoutException _) {
            timedOut.incrementAndGet();
        } catch (NoRouteToHostException _) {
            unreachable.incrementAndGet();
        } catch (ConnectException e) {
            (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("refused") ? refused : unreachable)
                    .incrementAndGet();
        } catch (IOException e) {
            System.err.println(target + ": " + e);
            other.incrementAndGet();
        }
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write(1);
        var _ = socket.getInputStream().read();
    }

    private String counts() {
        return accepted + " " + refused + " " + timedOut + " " + unreachable + " " + other;
    }
}
