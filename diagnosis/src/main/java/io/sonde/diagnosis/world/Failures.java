// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/**
 * Connections that failed, by reason.
 *
 * @param reset were established and then reset by the target, so they were opened as well
 */
public record Failures(long refused, long timedOut, long unreachable, long reset, long other) {
    static final Failures NONE = new Failures(0, 0, 0, 0, 0);

    /** Those that were never established. */
    public long notEstablished() {
        return refused + timedOut + unreachable + other;
    }

    public long total() {
        return notEstablished() + reset;
    }

    Failures plus(Failures more) {
        return new Failures(
                refused + more.refused,
                timedOut + more.timedOut,
                unreachable + more.unreachable,
                reset + more.reset,
                other + more.other);
    }
}
