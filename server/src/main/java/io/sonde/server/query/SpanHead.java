// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.time.Instant;

/**
 * What there is to say of a span in a line.
 *
 * @param service id of the service that recorded it, or of whom the agent recorded it
 * @param kind server, client, …
 * @param protocol http, grpc, postgresql, …; empty where nothing tells
 * @param outcome ok, error or unanswered
 */
public record SpanHead(
        String spanId,
        String service,
        String operation,
        String kind,
        String protocol,
        String outcome,
        boolean byAgent,
        Instant start,
        long nanos) {}
