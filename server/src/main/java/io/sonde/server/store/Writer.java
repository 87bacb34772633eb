// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: one thread per signal joins what several requests brought into one insert, repeats it while the store is away,
 * and completes each request with its batch.
 */
public final class Writer<B> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    /** Between two attempts; the embedded engine is back within half a second of a crash. */
    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    /** For what waits when the server stops. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String signal;
    private final WriteConfig config;
    private final BatchInsert<B> insert;
    private final WriteQueue<B> queue;
    private final WriteCounters counters;
    private final DiskGuard disk;
    private final Thread thread;

    Writer(String signal, WriteConfig config, BatchInsert<B> insert, WriteCounters.Registry counters, DiskGuard disk) {
        this.signal = signal;
        this.config = config;
        this.insert = insert;
        this.queue = new WriteQueue<>(signal, config);
        this.counters = counters.of(signal, queue);
        this.disk = disk;
        this.thread = Thread.ofPlatform().name("write-" + signal).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes a batch in; the future completes when it is stored, or fails with a {@link StoreException} or {@link DiskFullException}. */
    public CompletableFuture<Void> write(B batch, int rows, long bytes) throws QueueFullException {
        try {
            disk.check();
            return queue.offer(batch, rows, bytes);
        } catch (QueueFullException e) {
            counters.refused(rows);
            throw e;
        } catch (DiskFullException e) {
            counters.refusedForDisk(rows);
            return CompletableFuture.failedFuture(e);
        }
    }

    private void run() {
        try {
            while (true) {
                List<Pending<B>> taken = queue.take();
                if (taken.isEmpty()) {
                    return;
                }
                writeTaken(taken);
            }
        } catch (InterruptedException e) {
            log.warn("the writer of {} was interrupted", signal);
        }
    }

    private void writeTaken(List<Pending<B>> taken) throws InterruptedException {
        List<B> batches = taken.stream().map(Pending::batch).toList();
        int rows = taken.stream().mapToInt(Pending::rows).sum();
        StoreException failure = insertWithRetries(batches, taken.getFirst().sinceNanos());
        queue.release(taken);
        if (failure == null) {
            counters.stored(rows);
            insert.stored(batches);
            taken.forEach(pending -> pending.stored().complete(null));
        } else {
            counters.dropped(rows);
            log.warn("{} rows of {} were not stored: {}", rows, signal, failure.getMessage());
            taken.forEach(pending -> pending.stored().completeExceptionally(failure));
        }
    }

    private @Nullable StoreException insertWithRetries(List<B> batches, long sinceNanos) throws InterruptedException {
        String token = UUID.randomUUID().toString();
        while (true) {
            long startedNanos = System.nanoTime();
            try {
                insert.insert(batches, token);
                counters.inserted(System.nanoTime() - startedNanos);
                return null;
            } catch (StoreException e) {
                counters.failed();
                if (System.nanoTime() - sinceNanos > config.deadline().toNanos()) {
                    return e;
                }
                log.debug("insert of {} is tried again: {}", signal, e.getMessage());
                Thread.sleep(RETRY_PAUSE);
            }
        }
    }

    /** Stores what waits, as far as the store lets it, and takes nothing more. */
    @Override
    public void close() {
        queue.close();
        try {
            if (thread.isAlive() && !thread.join(CLOSE_TIMEOUT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
