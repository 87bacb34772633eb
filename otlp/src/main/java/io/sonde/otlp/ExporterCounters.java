// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import org.jspecify.annotations.Nullable;

/**
 * What became of everything handed to an exporter, since it started.
 *
 * @param sentItems accepted by the server
 * @param droppedItems given up here: the queue was full, or the exporter closed before they could be sent
 * @param rejectedItems refused by the server, wholly or in part
 * @param damagedItems were on disk and could not be read any more
 * @param retries requests sent again
 * @param queuedBytes waiting now, uncompressed
 * @param queueLimitBytes where the oldest is dropped
 * @param clockAheadSeconds how far the server takes the clock of this host to be ahead, where that is so much that it corrects it
 * @param volatileBecause why the death of this process would take what waits; null when it would not
 * @param lastError what went wrong last, for people
 */
public record ExporterCounters(
        long sentItems,
        long droppedItems,
        long rejectedItems,
        long damagedItems,
        long retries,
        long queuedBytes,
        long queueLimitBytes,
        long clockAheadSeconds,
        @Nullable String volatileBecause,
        @Nullable String lastError) {
    /** Of an exporter that has been given nothing. */
    public static final ExporterCounters NOTHING = new ExporterCounters(0, 0, 0, 0, 0, 0, 0, 0, null, null);
}
