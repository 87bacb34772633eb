// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.nio.file.Path;

/** Where reports wait on disk, and how many bytes of it they may use; above that the oldest is dropped. */
public record SpoolLimits(Path directory, long bytes) {
    /** Several reports, so that no limit is nonsense. */
    private static final long LEAST_BYTES = 256 << 10;

    public SpoolLimits {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("a spool has at least " + LEAST_BYTES + " bytes, not " + bytes);
        }
    }
}
