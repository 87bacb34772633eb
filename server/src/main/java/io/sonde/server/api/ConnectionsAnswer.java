// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.world.Failures;
import io.sonde.diagnosis.world.Traffic;

/**
 * Connections of an edge.
 *
 * @param opened established in the window
 * @param closed ended in the window
 * @param active open at its end
 * @param failed not established, or reset
 */
@Answer
record ConnectionsAnswer(long opened, long closed, long active, Failed failed) {
    /**
     * Connections that failed, by reason.
     *
     * @param refused nobody listened
     * @param timedOut nobody answered
     * @param unreachable there was no way
     * @param reset established, then reset by the target; these stand in opened as well
     * @param other failed for another reason
     */
    @Answer
    record Failed(long refused, long timedOut, long unreachable, long reset, long other) {}

    static ConnectionsAnswer of(Traffic traffic) {
        Failures failed = traffic.failed();
        return new ConnectionsAnswer(
                traffic.opened(),
                traffic.closed(),
                traffic.active(),
                new Failed(failed.refused(), failed.timedOut(), failed.unreachable(), failed.reset(), failed.other()));
    }
}
