// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.SpanHead;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A span in a line.
 *
 * @param spanId 16 hexadecimal digits
 * @param service id of the service
 * @param operation name of the span
 * @param kind server, client, internal, producer, consumer or unspecified
 * @param protocol http, grpc, postgresql, …; empty where nothing tells
 * @param outcome ok, error or unanswered
 * @param origin agent: recorded by a node agent from outside; application: by the program itself
 * @param start when it began, by the clock of its node
 * @param durationSeconds how long it took
 */
@Answer
record SpanHeadAnswer(
        String spanId,
        String service,
        String operation,
        String kind,
        String protocol,
        String outcome,
        String origin,
        Instant start,
        double durationSeconds) {
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    static SpanHeadAnswer of(SpanHead span) {
        return new SpanHeadAnswer(
                span.spanId(),
                span.service(),
                span.operation(),
                span.kind().toLowerCase(Locale.ROOT),
                span.protocol(),
                span.outcome(),
                span.byAgent() ? "agent" : "application",
                span.start(),
                seconds(span.nanos()));
    }

    static double seconds(long nanos) {
        return nanos / NANOS;
    }
}
