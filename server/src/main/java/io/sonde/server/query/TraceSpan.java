// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A span with all that is stored of it.
 *
 * @param parentSpanId empty where it has no parent
 * @param parentMissing it names a parent that is not among the spans of the answer
 * @param statusCode Unset, Ok or Error, as its sender said
 * @param cutValues values of attributes that were too long to be given whole
 * @param cutEvents events that were left out because there are too many
 * @param cutLinks links that were left out because there are too many
 */
public record TraceSpan(
        SpanHead head,
        String parentSpanId,
        boolean parentMissing,
        String statusCode,
        String statusMessage,
        String scope,
        Map<String, String> resource,
        Map<String, String> attributes,
        List<Event> events,
        List<Link> links,
        int cutValues,
        int cutEvents,
        int cutLinks) {
    public record Event(Instant time, String name, Map<String, String> attributes) {}

    public record Link(String traceId, String spanId, Map<String, String> attributes) {}

    TraceSpan withParentMissing(boolean missing) {
        return new TraceSpan(
                head,
                parentSpanId,
                missing,
                statusCode,
                statusMessage,
                scope,
                resource,
                attributes,
                events,
                links,
                cutValues,
                cutEvents,
                cutLinks);
    }
}
