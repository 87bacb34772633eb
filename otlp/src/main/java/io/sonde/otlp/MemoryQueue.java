// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A queue on the heap, bounded by bytes and batches. */
final class MemoryQueue implements BatchQueue {
    private final QueueLimits limits;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long waitingBytes;
    private long takenBytes;
    private long droppedItems;
    private boolean closed;

    MemoryQueue(QueueLimits limits) {
        this.limits = limits;
    }

    @Override
    public synchronized void add(Batch batch) {
        if (closed) {
            droppedItems += batch.items();
            return;
        }
        batches.addLast(batch);
        waitingBytes += batch.bytes().length;
        dropOldestBeyondLimits();
        notifyAll();
    }

    @Override
    public synchronized @Nullable Batch take() throws InterruptedException {
        while (batches.isEmpty() && !closed) {
            wait();
        }
        Batch batch = batches.pollFirst();
        if (batch != null) {
            waitingBytes -= batch.bytes().length;
            takenBytes = batch.bytes().length;
        }
        return batch;
    }

    @Override
    public synchronized void delivered(Batch batch) {
        takenBytes = 0;
    }

    @Override
    public synchronized void giveBack(Batch batch) {
        takenBytes = 0;
        batches.addFirst(batch);
        waitingBytes += batch.bytes().length;
        dropOldestBeyondLimits();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public synchronized void clear() {
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
        Batch oldest = batches.removeFirst();
        waitingBytes -= oldest.bytes().length;
        droppedItems += oldest.items();
    }
}
