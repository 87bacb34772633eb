// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

/**
 * What a container may use at most.
 *
 * @param cpus in whole CPUs, {@link #NONE} without a limit
 * @param memoryBytes {@link #NONE} without a limit
 */
public record Limits(double cpus, long memoryBytes) {
    public static final int NONE = 0;
    public static final Limits UNLIMITED = new Limits(NONE, NONE);
}
