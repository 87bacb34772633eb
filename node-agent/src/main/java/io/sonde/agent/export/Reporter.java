// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Takes a snapshot at every multiple of the interval on the wall clock and has it written: at once after the start, so that
 * the server hears of this agent, and a last time at the end.
 */
public final class Reporter implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Reporter.class.getName());
    /** A snapshot takes milliseconds. Giving up on one loses what it took out of the tables: only at the end. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

    private final Executor owner;
    private final Supplier<Snapshot> source;
    private final SnapshotWriter writer;
    private final long intervalMillis;
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** The one thread that keeps the program alive. */
    private final Thread thread = new Thread(this::run, "sonde-reporter");

    private Instant last = Instant.now();

    /** @param owner runs the source on the thread that owns what it looks at */
    public Reporter(Executor owner, Supplier<Snapshot> source, SnapshotWriter writer, Duration interval) {
        this.owner = owner;
        this.source = source;
        this.writer = writer;
        this.intervalMillis = interval.toMillis();
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            report(owner, Instant.now(), PATIENCE);
            Instant end = nextBoundary();
            while (!stopping.await(end.toEpochMilli() - System.currentTimeMillis(), TimeUnit.MILLISECONDS)) {
                report(owner, end, PATIENCE);
                end = nextBoundary();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A clock that was set back starts a new row of boundaries; one that jumped leaves some out. */
    private Instant nextBoundary() {
        return Instant.ofEpochMilli((System.currentTimeMillis() / intervalMillis + 1) * intervalMillis);
    }

    /** Also called when the loop has ended: to say what is left. */
    private void report(Executor on, Instant end, Duration patience) throws InterruptedException {
        try {
            Snapshot snapshot =
                    CompletableFuture.supplyAsync(source, on).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Instant start = last.isBefore(end) ? last : end;
            last = end;
            writer.write(snapshot, start, end);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.log(Level.ERROR, "nothing can be reported for the interval that ends at " + end, e);
        }
    }

    /** Ends the loop and reports what is left, by asking the owner. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(PATIENCE_AT_END.toMillis());
            thread.interrupt();
            report(owner, Instant.now(), PATIENCE_AT_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the owner has ended: what it still handled on its way out. */
    public void reportRest() {
        try {
            report(Runnable::run, Instant.now(), PATIENCE_AT_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
