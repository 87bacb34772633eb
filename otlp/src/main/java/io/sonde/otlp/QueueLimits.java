// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

/** How much may wait while the server is away; above that the oldest is dropped. */
public record QueueLimits(long bytes, int batches) {
    /** 8 MiB hold some minutes of a busy node and fit into the agent's 60 MB. */
    public static final QueueLimits DEFAULT = new QueueLimits(8 << 20, 1_000);

    public QueueLimits {
        if (bytes < 1 || batches < 1) {
            throw new IllegalArgumentException(
                    "queue limits must be positive: " + bytes + " bytes, " + batches + " batches");
        }
    }
}
