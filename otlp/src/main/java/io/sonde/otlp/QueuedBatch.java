// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/**
 * A batch with its place in the row.
 *
 * @param sender one life of one queue, random
 * @param sequence grows with each batch, over all lives
 * @param continued the next batch belongs to the same report
 * @param mark of the report
 * @param tried it may have been sent before
 */
record QueuedBatch(Batch batch, long sender, long sequence, boolean continued, Mark mark, boolean tried) {
    /** The same each time it is sent. */
    String id() {
        return String.format("%016x-%d", sender, sequence);
    }

    int size() {
        return batch.bytes().length;
    }

    QueuedBatch alone() {
        return continued ? new QueuedBatch(batch, sender, sequence, false, mark, tried) : this;
    }

    QueuedBatch triedAgain() {
        return tried ? this : new QueuedBatch(batch, sender, sequence, continued, mark, true);
    }
}
