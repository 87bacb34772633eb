// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import org.jspecify.annotations.Nullable;

/**
 * CPU time of a service or one of its instances.
 *
 * @param runNanos on a CPU
 * @param delayNanos ready to run while no CPU was free
 * @param measuredNanos for how long its node was measured; 0 where it was not
 */
public record CpuUse(long runNanos, long delayNanos, long measuredNanos) {
    private static final double MILLI = 1e3;

    /** CPUs that it used on average, to the thousandth; null where nothing was measured. */
    public @Nullable Double cores() {
        return measuredNanos == 0 ? null : thousandths((double) runNanos / measuredNanos);
    }

    /** Threads that were waiting for a CPU on average. */
    public double waiting() {
        return measuredNanos == 0 ? 0 : (double) delayNanos / measuredNanos;
    }

    CpuUse plus(CpuUse other) {
        return new CpuUse(
                runNanos + other.runNanos, delayNanos + other.delayNanos, Math.max(measuredNanos, other.measuredNanos));
    }

    static double thousandths(double number) {
        return Math.rint(number * MILLI) / MILLI;
    }
}
