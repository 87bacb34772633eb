// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, oldest first. Any thread adds; one thread takes, and answers each take with exactly one of
 * {@link #delivered} and {@link #giveBack}.
 */
interface BatchQueue {
    /**
     * Makes room by dropping the oldest, which it counts. A closed queue drops the new ones. True when the death of this process
     * cannot take them any more.
     */
    boolean add(List<Batch> report, Mark mark);

    /** Waits for the next batch; null once the queue is closed and empty. */
    @Nullable
    QueuedBatch take() throws InterruptedException;

    /** The taken batch is done with, accepted or refused. */
    void delivered(QueuedBatch batch);

    /** The taken batch is to be taken again first, unless newer ones have used up its room. */
    void giveBack(QueuedBatch batch);

    /** Takes no more; what is in it can still be taken. */
    void close();

    /** Gives up what it holds: counts what is lost by that. */
    void end();

    /** Bytes held, with those of the taken batch. */
    long bytes();

    long droppedItems();
}
