// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import org.jspecify.annotations.Nullable;

/**
 * What an instance may use at most, as it was told last, and how that held it back; 0 where there is no limit.
 *
 * @param milliCpus thousandths of a CPU
 * @param throttledNanos how long CPUs were kept from it by the limit, added up over CPUs
 * @param measuredNanos for how long its node was measured; 0 where it was not
 */
public record Allowance(long milliCpus, long bytes, long throttledNanos, long measuredNanos) {
    public static final Allowance NONE = new Allowance(0, 0, 0, 0);

    private static final double MILLI = 1e3;

    /** Null without a limit. */
    public @Nullable Double cpus() {
        return milliCpus == 0 ? null : milliCpus / MILLI;
    }

    /** CPUs that were kept from it on average; null without a limit. */
    public @Nullable Double heldBackCpus() {
        return milliCpus == 0 || measuredNanos == 0
                ? null
                : CpuUse.thousandths((double) throttledNanos / measuredNanos);
    }

    /** Null without a limit. */
    public @Nullable Long memoryBytes() {
        return bytes == 0 ? null : bytes;
    }
}
