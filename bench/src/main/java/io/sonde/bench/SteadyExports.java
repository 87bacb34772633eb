// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** All agents go on to export every five seconds, each at its own moment, until this is closed. */
final class SteadyExports implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 5_000;

    /** A part of the agents each time the world takes a view. */
    private static final int PARTS = 10;

    private final MapRequests requests;
    private final Load load;
    private final Thread thread;
    private volatile boolean closed;

    SteadyExports(MapRequests requests, int port) {
        this.requests = requests;
        this.load = new Load(port, LoadShape.GAUGE.signal());
        this.thread = Thread.ofPlatform().name("exports").start(this::run);
    }

    private void run() {
        try {
            long start = System.currentTimeMillis();
            for (int turn = 0; !closed; turn++) {
                load.send(requests.part(turn % PARTS, PARTS, Instant.now()));
                long next = start + (turn + 1) * INTERVAL_MILLIS / PARTS;
                Thread.sleep(Math.max(0, next - System.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server does not take in what agents send", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        load.close();
    }
}
