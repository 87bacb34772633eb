// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, oldest first. Any thread adds; one thread takes, and answers each take with exactly one of
 * {@link #delivered} and {@link #giveBack}.
 */
interface BatchQueue {
    /** Never blocks: makes room by dropping the oldest, which it counts. A closed queue drops the new one. */
    void add(Batch batch);

    /** Waits for the next batch; null once the queue is closed and empty. */
    @Nullable
    Batch take() throws InterruptedException;

    /** The taken batch is done with, accepted or refused. */
    void delivered(Batch batch);

    /** The taken batch is to be taken again first, unless newer ones have used up its room. */
    void giveBack(Batch batch);

    /** Takes no more; what is in it can still be taken. */
    void close();

    /** Drops and counts everything in it. */
    void clear();

    /** Bytes held, with those of the taken batch. */
    long bytes();

    long droppedItems();
}
