// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

/**
 * What a container may use at most, and how that held it back.
 *
 * @param cpus in whole CPUs, {@link #NONE} without a limit
 * @param memoryBytes {@link #NONE} without a limit
 * @param throttledNanos since the container was made: how long CPUs were kept from it, added up over CPUs
 * @param memoryKills since the container was made: processes that were killed for want of memory; {@link #UNKNOWN} where nobody
 *     counts them
 */
public record Limits(double cpus, long memoryBytes, long throttledNanos, long memoryKills) {
    public static final int NONE = 0;
    public static final int UNKNOWN = -1;
    public static final Limits UNLIMITED = new Limits(NONE, NONE, 0, UNKNOWN);
}
