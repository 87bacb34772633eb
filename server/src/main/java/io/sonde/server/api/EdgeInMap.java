// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.inspect.Verdict;
import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Traffic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ran from one service to another.
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
 */
@Answer
record EdgeInMap(
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
        List<RequestsAnswer> requests) {
    static EdgeInMap of(Edge edge, Verdict verdict) {
        Traffic traffic = edge.traffic();
        return new EdgeInMap(
                edge.source(),
                edge.target(),
                StatusAnswer.of(verdict.status()),
                verdict.reasons(),
                ConnectionsAnswer.of(traffic),
                traffic.bytesSent(),
                traffic.bytesReceived(),
                traffic.retransmits(),
                traffic.rtt().seconds(),
                traffic.connect().seconds(),
                traffic.duration().seconds(),
                edge.ports(),
                edge.via(),
                RequestsAnswer.of(edge.requests()));
    }
}
