// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.limit.Fill;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the store, bounded in rows and bytes. Many threads offer, the one writer takes: everything that waits. It waits
 * for more only where that saves something: when there is little and another batch was taken a moment ago.
 */
final class WriteQueue<B> {
    private final String signal;
    private final WriteConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending<B>> waiting = new ArrayDeque<>();
    /** Includes what the writer has taken and not yet released. */
    private long rows;

    private long bytes;
    private int waitingRows;
    private long takenNanos;
    private long refusedRows;
    private long refusedBytes;
    private boolean closed;

    WriteQueue(String signal, WriteConfig config) {
        this.signal = signal;
        this.config = config;
        this.takenNanos = System.nanoTime() - config.linger().toNanos();
    }

    CompletableFuture<Void> offer(B batch, int batchRows, long batchBytes) throws QueueFullException {
        Pending<B> pending = new Pending<>(batch, batchRows, batchBytes, System.nanoTime(), new CompletableFuture<>());
        lock.lock();
        try {
            // One request larger than the whole queue may still pass when nothing else waits: it was let in by size
            // already.
            boolean rowsFull = rows > 0 && rows + batchRows > config.queueRows();
            boolean bytesFull = rows > 0 && bytes + batchBytes > config.queueBytes();
            refusedRows += rowsFull ? batchRows : 0;
            refusedBytes += bytesFull ? batchBytes : 0;
            if (closed || rowsFull || bytesFull) {
                throw new QueueFullException(signal);
            }
            waiting.add(pending);
            rows += batchRows;
            bytes += batchBytes;
            waitingRows += batchRows;
            changed.signal();
        } finally {
            lock.unlock();
        }
        return pending.stored();
    }

    /** Waits for the next batches to write together; empty when the queue was closed and all is taken. */
    List<Pending<B>> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            awaitMore();
            return drain();
        } finally {
            lock.unlock();
        }
    }

    private void awaitMore() throws InterruptedException {
        while (!closed && !waiting.isEmpty() && waitingRows < config.batchRows()) {
            long restNanos = config.linger().toNanos() - (System.nanoTime() - takenNanos);
            if (restNanos <= 0) {
                return;
            }
            changed.await(restNanos, TimeUnit.NANOSECONDS);
        }
    }

    private List<Pending<B>> drain() {
        List<Pending<B>> taken = new ArrayList<>();
        int takenRows = 0;
        while (!waiting.isEmpty()) {
            int next = waiting.getFirst().rows();
            if (takenRows > 0 && takenRows + next > config.maxBatchRows()) {
                break;
            }
            takenRows += next;
            taken.add(waiting.removeFirst());
        }
        waitingRows -= takenRows;
        takenNanos = System.nanoTime();
        return taken;
    }

    /** Makes room for what was taken: it is stored or given up. */
    void release(List<Pending<B>> taken) {
        lock.lock();
        try {
            for (Pending<B> pending : taken) {
                rows -= pending.rows();
                bytes -= pending.bytes();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more in; what waits may still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Fill rows() {
        lock.lock();
        try {
            return new Fill(rows, config.queueRows(), refusedRows);
        } finally {
            lock.unlock();
        }
    }

    Fill bytes() {
        lock.lock();
        try {
            return new Fill(bytes, config.queueBytes(), refusedBytes);
        } finally {
            lock.unlock();
        }
    }
}
