// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue on disk. What the disk does not take waits in memory, behind what it has, and moves to the disk as soon as that takes
 * it again.
 */
final class SpoolQueue implements BatchQueue {
    private final Spool spool;
    /** Reports that are not on disk, in the order in which they came. */
    private final MemoryQueue memory;

    private @Nullable QueuedBatch fromMemory;
    private @Nullable QueuedBatch fromDisk;
    private @Nullable String problem;
    private long lostWhenClosed;
    private boolean closed;

    SpoolQueue(Spool spool, QueueLimits memoryLimits) {
        this.spool = spool;
        this.memory = new MemoryQueue(memoryLimits);
    }

    @Override
    public synchronized boolean add(List<Batch> report, Mark mark) {
        if (closed) {
            report.forEach(batch -> lostWhenClosed += batch.items());
            return false;
        }
        List<QueuedBatch> named = new ArrayList<>();
        for (int i = 0; i < report.size(); i++) {
            named.add(spool.named(report.get(i), i + 1 < report.size(), mark));
        }
        boolean onDisk = moveToDisk() && append(named);
        if (!onDisk) {
            // What is not written together need not be read together.
            named.forEach(batch -> memory.add(batch.alone()));
        }
        notifyAll();
        return onDisk;
    }

    /** True when nothing is left in memory: later reports may not overtake earlier ones. */
    private boolean moveToDisk() {
        if (fromMemory != null) {
            return false;
        }
        for (QueuedBatch waiting = memory.peek(); waiting != null; waiting = memory.peek()) {
            if (!append(List.of(waiting))) {
                return false;
            }
            memory.drop(waiting);
        }
        return true;
    }

    private boolean append(List<QueuedBatch> report) {
        try {
            spool.append(report);
            problem = null;
            return true;
        } catch (IOException e) {
            problem = "cannot write " + spool.directory() + ": " + e.getMessage();
            return false;
        }
    }

    @Override
    public synchronized @Nullable QueuedBatch take() throws InterruptedException {
        QueuedBatch next = next();
        while (next == null && !closed) {
            wait();
            next = next();
        }
        return next;
    }

    private @Nullable QueuedBatch next() {
        try {
            fromDisk = spool.next();
        } catch (IOException e) {
            fromDisk = null;
            problem = "cannot read " + spool.directory() + ": " + e.getMessage();
        }
        if (fromDisk == null) {
            fromMemory = memory.poll();
        }
        if (fromMemory != null) {
            spool.taken(fromMemory.sequence());
        }
        return fromDisk == null ? fromMemory : fromDisk;
    }

    @Override
    public synchronized void delivered(QueuedBatch batch) {
        if (batch.equals(fromMemory)) {
            fromMemory = null;
            memory.delivered(batch);
            return;
        }
        fromDisk = null;
        try {
            spool.delivered(batch);
        } catch (IOException e) {
            problem = "cannot write " + spool.directory() + ": " + e.getMessage();
        }
    }

    @Override
    public synchronized void giveBack(QueuedBatch batch) {
        if (batch.equals(fromMemory)) {
            fromMemory = null;
            memory.giveBack(batch);
        } else {
            fromDisk = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        memory.close();
        notifyAll();
    }

    /** What is on disk is sent by the next life. */
    @Override
    public synchronized void end() {
        moveToDisk();
        memory.end();
        try {
            spool.close();
        } catch (IOException e) {
            problem = "cannot close " + spool.directory() + ": " + e.getMessage();
        }
    }

    /** Why reports do not outlive this process at the moment; null when they do. */
    synchronized @Nullable String problem() {
        return problem;
    }

    long limitBytes() {
        return spool.limitBytes();
    }

    Recovered recovered() {
        return new Recovered(spool.recovered(), spool.unfinishedItems());
    }

    /** What was on disk and cannot be read any more. */
    synchronized long damagedItems() {
        return spool.damagedItems();
    }

    @Override
    public synchronized long bytes() {
        return spool.waitingBytes() + memory.bytes();
    }

    @Override
    public synchronized long droppedItems() {
        return spool.droppedItems() + memory.droppedItems() + lostWhenClosed;
    }
}
