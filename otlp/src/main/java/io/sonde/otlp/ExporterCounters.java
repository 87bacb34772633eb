// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import org.jspecify.annotations.Nullable;

/**
 * What became of everything handed to an exporter, since it started.
 *
 * @param sentItems accepted by the server
 * @param droppedItems given up here: the queue was full, or the exporter closed before they could be sent
 * @param rejectedItems refused by the server, wholly or in part
 * @param retries requests sent again
 * @param queuedBytes waiting now, uncompressed
 * @param lastError what went wrong last, for people
 */
public record ExporterCounters(
        long sentItems,
        long droppedItems,
        long rejectedItems,
        long retries,
        long queuedBytes,
        @Nullable String lastError) {}
