// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.FoundTrace;
import java.time.Instant;
import java.util.List;

/**
 * A trace in a list.
 *
 * @param traceId 32 hexadecimal digits
 * @param start when its first span began
 * @param durationSeconds from there to the end of its last
 * @param spans how many are stored
 * @param errors those of them that ended with an error
 * @param unanswered those to which no answer came
 * @param services ids of those that recorded spans, or of whom the agent recorded them; at most 50
 * @param origin agent, application, or both, if spans of both are in it
 * @param rootMissing no span without a parent is stored: the trace began where nobody sent spans from
 * @param root its root; the earliest span where the root is missing
 * @param match the newest of its spans that was asked for
 */
@Answer
record TraceInList(
        String traceId,
        Instant start,
        double durationSeconds,
        long spans,
        long errors,
        long unanswered,
        List<String> services,
        String origin,
        boolean rootMissing,
        SpanHeadAnswer root,
        SpanHeadAnswer match) {
    static TraceInList of(FoundTrace trace) {
        return new TraceInList(
                trace.traceId(),
                trace.start(),
                SpanHeadAnswer.seconds(trace.nanos()),
                trace.spans(),
                trace.errors(),
                trace.unanswered(),
                trace.services(),
                origin(trace),
                trace.rootMissing(),
                SpanHeadAnswer.of(trace.first()),
                SpanHeadAnswer.of(trace.match()));
    }

    private static String origin(FoundTrace trace) {
        if (trace.agentSpans() == 0) {
            return "application";
        }
        return trace.agentSpans() == trace.spans() ? "agent" : "both";
    }
}
