// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.TraceSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span with all that is stored of it.
 *
 * @param spanId 16 hexadecimal digits
 * @param parentSpanId null where it has no parent
 * @param parentMissing it names a parent that is not among the spans of this answer
 * @param service id of the service
 * @param operation name of the span
 * @param kind server, client, internal, producer, consumer or unspecified
 * @param protocol http, grpc, postgresql, …; empty where nothing tells
 * @param outcome ok, error or unanswered
 * @param origin agent: recorded by a node agent from outside; application: by the program itself
 * @param node by whose clock it was recorded; null where it does not tell
 * @param start when it began, by that clock: clocks of different nodes may differ
 * @param offsetSeconds the same, since the start of the trace
 * @param durationSeconds how long it took
 * @param status unset, ok or error, as its sender said
 * @param statusMessage what its sender said about that
 * @param scope of the instrumentation
 * @param resource attributes of the sender
 * @param attributes of the span
 * @param events what happened meanwhile
 * @param links other spans that it points to
 * @param dropped what was left out or cut short here, because it is too much: values, events, links
 */
@Answer
record SpanAnswer(
        String spanId,
        @Nullable String parentSpanId,
        boolean parentMissing,
        String service,
        String operation,
        String kind,
        String protocol,
        String outcome,
        String origin,
        @Nullable String node,
        Instant start,
        double offsetSeconds,
        double durationSeconds,
        String status,
        String statusMessage,
        String scope,
        Map<String, String> resource,
        Map<String, String> attributes,
        List<EventAnswer> events,
        List<LinkAnswer> links,
        Map<String, Long> dropped) {
    private static final List<String> NODE = List.of("host.name", "k8s.node.name", "host.id");

    /**
     * What happened during a span.
     *
     * @param time by the clock of the span's node
     * @param name of the event
     * @param attributes of the event
     */
    @Answer
    record EventAnswer(Instant time, String name, Map<String, String> attributes) {}

    /**
     * Another span, often of another trace.
     *
     * @param traceId its trace
     * @param spanId its id
     * @param attributes of the link
     */
    @Answer
    record LinkAnswer(String traceId, String spanId, Map<String, String> attributes) {}

    static SpanAnswer of(TraceSpan span, Instant traceStart) {
        SpanHeadAnswer head = SpanHeadAnswer.of(span.head());
        return new SpanAnswer(
                head.spanId(),
                span.parentSpanId().isEmpty() ? null : span.parentSpanId(),
                span.parentMissing(),
                head.service(),
                head.operation(),
                head.kind(),
                head.protocol(),
                head.outcome(),
                head.origin(),
                node(span.resource()),
                head.start(),
                SpanHeadAnswer.seconds(
                        Duration.between(traceStart, head.start()).toNanos()),
                head.durationSeconds(),
                span.statusCode().toLowerCase(Locale.ROOT),
                span.statusMessage(),
                span.scope(),
                span.resource(),
                span.attributes(),
                span.events().stream()
                        .map(event -> new EventAnswer(event.time(), event.name(), event.attributes()))
                        .toList(),
                span.links().stream()
                        .map(link -> new LinkAnswer(link.traceId(), link.spanId(), link.attributes()))
                        .toList(),
                dropped(span));
    }

    private static @Nullable String node(Map<String, String> resource) {
        return NODE.stream()
                .map(resource::get)
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Long> dropped(TraceSpan span) {
        var dropped = new HashMap<String, Long>();
        put(dropped, "values", span.cutValues());
        put(dropped, "events", span.cutEvents());
        put(dropped, "links", span.cutLinks());
        return dropped;
    }

    private static void put(Map<String, Long> dropped, String what, long count) {
        if (count > 0) {
            dropped.put(what, count);
        }
    }
}
