// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Random;

/** Each request is the spans of one service, four to a trace, with six attributes as HTTP instrumentations give them. */
final class SpanRequests implements LoadRequests {
    private static final int SPANS_PER_TRACE = 4;
    private static final int ROUTES = 40;
    private static final int LONGEST_NANOS = 50_000_000;
    private static final long REQUEST_APART_NANOS = 100_000_000;

    private final LoadShape shape;
    private final Random random = new Random(42);
    private long endUnixNanos;
    private int requests;

    SpanRequests(LoadShape shape, long nowUnixNanos) {
        this.shape = shape;
        this.endUnixNanos = nowUnixNanos - LoadServices.HISTORY_NANOS;
    }

    @Override
    public String values() {
        return "four to a trace, six attributes, random ids and durations";
    }

    @Override
    public List<byte[]> nextRun() {
        return LoadRequests.run(shape, this::request);
    }

    private ExportTraceServiceRequest request() {
        endUnixNanos += REQUEST_APART_NANOS;
        var scope = ScopeSpans.newBuilder().setScope(LoadServices.SCOPE);
        byte[] trace = id(16);
        ByteString parent = ByteString.EMPTY;
        for (int i = 0; i < shape.itemsPerRequest(); i++) {
            if (i % SPANS_PER_TRACE == 0) {
                trace = id(16);
                parent = ByteString.EMPTY;
            }
            ByteString id = ByteString.copyFrom(id(8));
            scope.addSpans(span(ByteString.copyFrom(trace), id, parent));
            parent = id;
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(LoadServices.resource(requests++))
                        .addScopeSpans(scope))
                .build();
    }

    private Span span(ByteString trace, ByteString id, ByteString parent) {
        int route = random.nextInt(ROUTES);
        int duration = random.nextInt(LONGEST_NANOS);
        return Span.newBuilder()
                .setTraceId(trace)
                .setSpanId(id)
                .setParentSpanId(parent)
                .setName("GET /items/" + route)
                .setKind(parent.isEmpty() ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(endUnixNanos - duration)
                .setEndTimeUnixNano(endUnixNanos)
                .addAttributes(LoadServices.attribute("http.request.method", "GET"))
                .addAttributes(LoadServices.attribute("http.route", "/items/" + route))
                .addAttributes(LoadServices.attribute("url.path", "/items/" + route + "/" + random.nextInt(1000)))
                .addAttributes(LoadServices.attribute("http.response.status_code", 200))
                .addAttributes(LoadServices.attribute("server.address", "10.0.0." + route))
                .addAttributes(LoadServices.attribute("user_agent.original", "bench/1.0"))
                .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK))
                .build();
    }

    private byte[] id(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return id;
    }
}
