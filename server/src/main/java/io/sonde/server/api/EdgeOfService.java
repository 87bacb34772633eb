// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge as in the map, with the service at its other end.
 *
 * @param source id of the service that opened the connections
 * @param target id of the service that they went to
 * @param status how it is
 * @param reasons why, in sentences
 * @param connections how many there were and what became of them
 * @param bytesSent from source to target
 * @param bytesReceived from target to source
 * @param retransmits segments sent again
 * @param rttSeconds mean round-trip time; null where nothing was measured
 * @param connectSeconds mean time until established; null where nothing was measured
 * @param durationSeconds mean time that closed ones had been open; null where none was closed
 * @param ports of the target
 * @param via where the source believed to connect to, where that is not the target itself: virtual addresses of a service
 * @param requests by protocol
 * @param peer the service at the other end
 */
@Answer
record EdgeOfService(
        String source,
        String target,
        StatusAnswer status,
        List<String> reasons,
        ConnectionsAnswer connections,
        long bytesSent,
        long bytesReceived,
        long retransmits,
        @Nullable Double rttSeconds,
        @Nullable Double connectSeconds,
        @Nullable Double durationSeconds,
        List<Integer> ports,
        List<String> via,
        List<RequestsAnswer> requests,
        ServiceInMap peer) {
    static EdgeOfService of(EdgeInMap edge, ServiceInMap peer) {
        return new EdgeOfService(
                edge.source(),
                edge.target(),
                edge.status(),
                edge.reasons(),
                edge.connections(),
                edge.bytesSent(),
                edge.bytesReceived(),
                edge.retransmits(),
                edge.rttSeconds(),
                edge.connectSeconds(),
                edge.durationSeconds(),
                edge.ports(),
                edge.via(),
                edge.requests(),
                peer);
    }
}
