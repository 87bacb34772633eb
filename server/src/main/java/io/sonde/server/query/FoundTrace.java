// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.time.Instant;
import java.util.List;

/**
 * A trace in a list.
 *
 * @param nanos from the start of its first span to the end of its last
 * @param agentSpans those of its spans that were recorded by our agents
 * @param services ids of those it went through
 * @param rootMissing its first span names a parent that was not stored
 * @param first its root; the earliest span where the root is missing
 * @param match the newest span that was asked for
 */
public record FoundTrace(
        String traceId,
        Instant start,
        long nanos,
        long spans,
        long errors,
        long unanswered,
        long agentSpans,
        List<String> services,
        boolean rootMissing,
        SpanHead first,
        SpanHead match) {}
