// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one kind, in figures.
 *
 * @param side inbound or outbound
 * @param protocol http, grpc, postgresql, …
 * @param operation method, command or kind of question; empty where the protocol has none
 * @param target route, table, topic or name; empty where it is not known
 * @param count requests
 * @param errors requests answered with an error
 * @param unanswered requests without an answer: it took too long, or the connection ended
 * @param p50Seconds half of the answers did not take longer; null where no duration is known
 * @param p99Seconds all but one in a hundred answers did not take longer
 */
@Answer
record OperationAnswer(
        String side,
        String protocol,
        String operation,
        String target,
        long count,
        long errors,
        long unanswered,
        @Nullable Double p50Seconds,
        @Nullable Double p99Seconds) {
    static OperationAnswer of(Operation operation) {
        return new OperationAnswer(
                operation.inbound() ? "inbound" : "outbound",
                operation.protocol(),
                operation.name(),
                operation.target(),
                operation.count(),
                operation.errors(),
                operation.unanswered(),
                operation.p50Seconds(),
                operation.p99Seconds());
    }
}
