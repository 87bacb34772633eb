// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.world.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What ran over all edges of one direction, as their sources saw it.
 *
 * @param opened connections established
 * @param active connections open at the end of the window
 * @param failed connections that failed, for whatever reason
 * @param bytesSent from the sources to the targets
 * @param bytesReceived from the targets to the sources
 * @param retransmits segments sent again
 * @param rttSeconds mean round-trip time; null where nothing was measured
 */
@Answer
record TrafficAnswer(
        long opened,
        long active,
        long failed,
        long bytesSent,
        long bytesReceived,
        long retransmits,
        @Nullable Double rttSeconds) {
    static TrafficAnswer of(Traffic traffic) {
        return new TrafficAnswer(
                traffic.opened(),
                traffic.active(),
                traffic.failed().total(),
                traffic.bytesSent(),
                traffic.bytesReceived(),
                traffic.retransmits(),
                traffic.rtt().seconds());
    }
}
