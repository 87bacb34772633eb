// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends statements whose client has gone. The JDK's server notices that only when it writes, and a long aggregation writes
 * nothing for long; so the kernel's table of sockets is asked, now and then, and only while something runs long.
 */
final class Hangups implements AutoCloseable {
    /** Short statements end by themselves before anybody looks. */
    private static final long PATIENCE_MILLIS = 1000;

    private final int port;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    Hangups(int port) {
        this.port = port;
        Thread.ofPlatform().daemon().name("hangups").start(this::watch);
    }

    private void watch() {
        try {
            while (!closed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the action when the client goes before the watch is closed; never after it. */
    Watch watch(HttpExchange exchange, Runnable action) {
        Watch watch = new Watch(exchange.getRemoteAddress().getPort(), action, System.nanoTime());
        watches.add(watch);
        return watch;
    }

    private void look() {
        long before = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        if (watches.stream().allMatch(watch -> watch.sinceNanos > before)) {
            return;
        }
        try {
            Set<Integer> connected = ClientPorts.connectedTo(port);
            for (Watch watch : watches) {
                if (watch.sinceNanos <= before && !connected.contains(watch.clientPort)) {
                    watch.fire();
                }
            }
        } catch (IOException e) {
            System.err.println("cannot see which clients are gone: " + e.getMessage());
            close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    final class Watch implements AutoCloseable {
        private final int clientPort;
        private final Runnable action;
        private final long sinceNanos;
        private boolean closed;

        private Watch(int clientPort, Runnable action, long sinceNanos) {
            this.clientPort = clientPort;
            this.action = action;
            this.sinceNanos = sinceNanos;
        }

        private synchronized void fire() {
            if (!closed) {
                action.run();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            watches.remove(this);
        }
    }
}
