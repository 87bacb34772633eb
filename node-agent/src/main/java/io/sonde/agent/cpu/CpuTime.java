// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.cpu;

/**
 * What the threads of a service did in one interval.
 *
 * @param runNanos on a CPU
 * @param delayNanos ready to run while no CPU was free; not known of processes that ended
 */
public record CpuTime(long runNanos, long delayNanos) {
    public static final CpuTime NONE = new CpuTime(0, 0);

    public boolean isNothing() {
        return runNanos == 0 && delayNanos == 0;
    }

    CpuTime plus(long run, long delay) {
        return new CpuTime(runNanos + run, delayNanos + delay);
    }
}
