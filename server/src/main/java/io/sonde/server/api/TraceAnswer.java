// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.Trace;
import io.sonde.server.query.TraceSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A trace with its spans.
 *
 * @param traceId 32 hexadecimal digits
 * @param start when its first span began
 * @param durationSeconds from there to the end of its last
 * @param spans in the order in which they began; 5000 at most
 * @param dropped how many spans were left out, because there are too many
 */
@Answer
record TraceAnswer(
        String traceId, Instant start, double durationSeconds, List<SpanAnswer> spans, Map<String, Long> dropped) {
    static TraceAnswer of(Trace trace) {
        Instant start = trace.spans().getFirst().head().start();
        long end =
                trace.spans().stream().mapToLong(span -> end(span, start)).max().orElse(0);
        return new TraceAnswer(
                trace.id().text(),
                start,
                SpanHeadAnswer.seconds(end),
                trace.spans().stream().map(span -> SpanAnswer.of(span, start)).toList(),
                trace.dropped() == 0 ? Map.of() : Map.of("spans", trace.dropped()));
    }

    private static long end(TraceSpan span, Instant start) {
        return Duration.between(start, span.head().start()).toNanos()
                + span.head().nanos();
    }
}
