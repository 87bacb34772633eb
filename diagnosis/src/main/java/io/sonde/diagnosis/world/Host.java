// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/**
 * The CPUs of a node.
 *
 * @param busyNanos of all CPUs together
 * @param cpus how many they are
 */
public record Host(String id, String name, long busyNanos, long idleNanos, long cpus) {
    /** For how long it was measured. */
    public long measuredNanos() {
        return cpus == 0 ? 0 : (busyNanos + idleNanos) / cpus;
    }

    public double busyShare() {
        return (double) busyNanos / Math.max(1, busyNanos + idleNanos);
    }

    /** The same node under a name that changed. */
    Host plus(Host other) {
        return new Host(
                id, other.name, busyNanos + other.busyNanos, idleNanos + other.idleNanos, Math.max(cpus, other.cpus));
    }
}
