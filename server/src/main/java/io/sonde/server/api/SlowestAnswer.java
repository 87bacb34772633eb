// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.SlowestSpan;
import io.sonde.server.query.TraceFilter;
import java.time.Instant;
import java.util.List;

/**
 * The longest spans of each fortieth of a window, one of each protocol; 400 at most.
 *
 * @param from start of the window
 * @param to end of the window, exclusive
 * @param spans in the order in which they began
 */
@Answer
record SlowestAnswer(Instant from, Instant to, List<ExemplarAnswer> spans) {
    /**
     * A span that stands for others of its time.
     *
     * @param traceId 32 hexadecimal digits
     * @param span the span
     */
    @Answer
    record ExemplarAnswer(String traceId, SpanHeadAnswer span) {}

    static SlowestAnswer of(TraceFilter filter, List<SlowestSpan> spans) {
        return new SlowestAnswer(
                filter.from(),
                filter.to(),
                spans.stream()
                        .map(slowest -> new ExemplarAnswer(slowest.traceId(), SpanHeadAnswer.of(slowest.span())))
                        .toList());
    }
}
