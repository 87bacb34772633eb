// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A queue on the heap, bounded by bytes and batches. */
final class MemoryQueue implements BatchQueue {
    private final QueueLimits limits;
    private final long sender = ThreadLocalRandom.current().nextLong();
    private final Deque<QueuedBatch> batches = new ArrayDeque<>();
    private long sequence;
    private long waitingBytes;
    private long takenBytes;
    private long droppedItems;
    private boolean closed;

    MemoryQueue(QueueLimits limits) {
        this.limits = limits;
    }

    @Override
    public synchronized boolean add(List<Batch> report, Mark mark) {
        for (Batch batch : report) {
            add(new QueuedBatch(batch, sender, ++sequence, false, mark, false));
        }
        return false;
    }

    /** At the end of the row. */
    synchronized void add(QueuedBatch batch) {
        if (closed) {
            droppedItems += batch.batch().items();
            return;
        }
        batches.addLast(batch);
        waitingBytes += batch.size();
        dropOldestBeyondLimits();
        notifyAll();
    }

    /** The next one, which stays where it is; null when there is none. */
    synchronized @Nullable QueuedBatch peek() {
        return batches.peekFirst();
    }

    /** The next one is kept elsewhere. */
    synchronized void drop(QueuedBatch first) {
        batches.removeFirst();
        waitingBytes -= first.size();
    }

    /** Without waiting. */
    synchronized @Nullable QueuedBatch poll() {
        QueuedBatch batch = batches.pollFirst();
        if (batch != null) {
            waitingBytes -= batch.size();
            takenBytes = batch.size();
        }
        return batch;
    }

    @Override
    public synchronized @Nullable QueuedBatch take() throws InterruptedException {
        while (batches.isEmpty() && !closed) {
            wait();
        }
        return poll();
    }

    @Override
    public synchronized void delivered(QueuedBatch batch) {
        takenBytes = 0;
    }

    @Override
    public synchronized void giveBack(QueuedBatch batch) {
        takenBytes = 0;
        batches.addFirst(batch.triedAgain());
        waitingBytes += batch.size();
        dropOldestBeyondLimits();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public synchronized void end() {
        while (!batches.isEmpty()) {
            dropOldest();
        }
    }

    @Override
    public synchronized long bytes() {
        return waitingBytes + takenBytes;
    }

    @Override
    public synchronized long droppedItems() {
        return droppedItems;
    }

    private void dropOldestBeyondLimits() {
        while (waitingBytes > limits.bytes() || batches.size() > limits.batches()) {
            dropOldest();
        }
    }

    private void dropOldest() {
        QueuedBatch oldest = batches.removeFirst();
        waitingBytes -= oldest.size();
        droppedItems += oldest.batch().items();
    }
}
