// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import org.jspecify.annotations.Nullable;

/**
 * What an instance may use at most, as it was told last; 0 where there is no limit.
 *
 * @param milliCpus thousandths of a CPU
 */
public record Allowance(long milliCpus, long bytes) {
    private static final double MILLI = 1e3;

    /** Null without a limit. */
    public @Nullable Double cpus() {
        return milliCpus == 0 ? null : milliCpus / MILLI;
    }

    /** Null without a limit. */
    public @Nullable Long memoryBytes() {
        return bytes == 0 ? null : bytes;
    }
}
