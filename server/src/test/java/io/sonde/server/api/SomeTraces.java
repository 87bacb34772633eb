// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static io.sonde.server.receive.decode.Telemetry.nanos;
import static io.sonde.server.receive.decode.Telemetry.scope;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Spans as programs and node agents send them: whole traces, one without its root, one nobody else knows of. */
final class SomeTraces {
    /** An order: spans of two programs and of an agent whose clock is ahead. */
    static final String ORDER = "11".repeat(16);

    /** A statement; the end of who asked is watched by nobody. */
    static final String STATEMENT = "22".repeat(16);

    /** Whoever called sent no spans, and got no answer. */
    static final String LOST = "33".repeat(16);

    /** A call out of a program whose own spans go elsewhere. */
    static final String CALL = "44".repeat(16);

    private static final String AGENT = "sonde-node-agent";
    private static final String SDK = "io.opentelemetry.http";

    private final Instant start;

    SomeTraces(Instant start) {
        this.start = start;
    }

    private Span.Builder span(String trace, String id, String parent, Duration at, Duration lasts) {
        Instant begin = start.plus(at);
        return Span.newBuilder()
                .setTraceId(bytes(trace))
                .setSpanId(bytes(id.repeat(8)))
                .setParentSpanId(parent.isEmpty() ? ByteString.EMPTY : bytes(parent.repeat(8)))
                .setStartTimeUnixNano(nanos(begin))
                .setEndTimeUnixNano(nanos(begin.plus(lasts)));
    }

    ExportTraceServiceRequest fromPrograms() {
        var root = span(ORDER, "01", "", Duration.ofMinutes(1), Duration.ofMillis(250))
                .setName("GET /checkout")
                .setKind(SpanKind.SPAN_KIND_SERVER)
                .addAttributes(attribute("http.request.method", "GET"));
        var call = span(ORDER, "02", "01", Duration.ofMillis(60_010), Duration.ofMillis(200))
                .setName("POST")
                .setKind(SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(attribute("http.request.method", "POST"));
        var statement = span(ORDER, "04", "03", Duration.ofMillis(60_020), Duration.ofMillis(150))
                .setName("INSERT orders")
                .setKind(SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(attribute("db.system.name", "postgresql"))
                .addAttributes(attribute("db.query.text", "x".repeat(9_000)))
                .addEvents(Span.Event.newBuilder()
                        .setTimeUnixNano(nanos(start.plusMillis(60_100)))
                        .setName("exception")
                        .addAttributes(attribute("exception.type", "java.sql.SQLException")))
                .addLinks(Span.Link.newBuilder().setTraceId(bytes(STATEMENT)).setSpanId(bytes("05".repeat(8))))
                .setStatus(Status.newBuilder()
                        .setCode(StatusCode.STATUS_CODE_ERROR)
                        .setMessage("deadlock"));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(from("gateway", "", "node-a", SDK, root, call))
                .addResourceSpans(from("orders", "", "node-b", SDK, statement))
                .build();
    }

    ExportTraceServiceRequest fromAgents() {
        var inOrders = span(ORDER, "03", "02", Duration.ofMillis(60_005), Duration.ofMillis(190))
                .setName("POST /orders")
                .setKind(SpanKind.SPAN_KIND_SERVER)
                .addAttributes(attribute("sonde.protocol", "http"));
        var statement = span(STATEMENT, "05", "97", Duration.ofMinutes(2), Duration.ofMillis(2))
                .setName("SELECT orders")
                .setKind(SpanKind.SPAN_KIND_SERVER)
                .addAttributes(attribute("sonde.protocol", "postgresql"))
                .addAttributes(attribute("sonde.trace.origin", "connection"));
        var lost = span(LOST, "06", "99", Duration.ofMinutes(3), Duration.ofSeconds(5))
                .setName("POST /pay")
                .setKind(SpanKind.SPAN_KIND_SERVER)
                .addAttributes(attribute("sonde.protocol", "http"))
                .addAttributes(attribute("error.type", "timed_out"))
                .setStatus(Status.newBuilder().setCode(StatusCode.STATUS_CODE_ERROR));
        var call = span(CALL, "07", "", Duration.ofMinutes(4), Duration.ofMillis(30))
                .setName("GET /rates")
                .setKind(SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(attribute("sonde.protocol", "http"));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(from("orders", "shop", "node-b", AGENT, inOrders))
                .addResourceSpans(from("postgresql", "shop", "node-b", AGENT, statement))
                .addResourceSpans(from("payments", "shop", "node-c", AGENT, lost, call))
                .build();
    }

    private static ResourceSpans from(
            String service, String namespace, String node, String scope, Span.Builder... spans) {
        Resource.Builder resource = Resource.newBuilder()
                .addAttributes(attribute("service.name", service))
                .addAttributes(attribute("host.name", node));
        if (!namespace.isEmpty()) {
            resource.addAttributes(attribute("service.namespace", namespace));
        }
        ScopeSpans.Builder scoped = ScopeSpans.newBuilder().setScope(scope(scope));
        for (Span.Builder span : spans) {
            scoped.addSpans(span);
        }
        return ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(scoped)
                .build();
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
