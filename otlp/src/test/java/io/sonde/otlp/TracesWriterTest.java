// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesWriterTest {
    private static final Attributes SHOP = Attributes.of("service.name", "shop");
    private static final SpanValue.Trace TRACE = new SpanValue.Trace(0x0af7651916cd43ddL, -2);

    private final List<Batch> batches = new ArrayList<>();

    @Test
    void theGeneratedClassesReadWhatWasWritten() {
        // Given
        var writer = new TracesWriter(batches::add, "shape");

        // When
        writer.resource(SHOP);
        writer.span(new SpanValue(TRACE, 7, 0, "GET /ä", SpanKind.SERVER, 10, 20, false));
        writer.attributes(Attributes.of("http.route", "/ä"));
        writer.attribute("server.port", 80);
        writer.attribute("db.query.text", "");
        writer.attribute("network.transport", "tcp");
        writer.span(new SpanValue(TRACE, -8, 7, "publish", SpanKind.PRODUCER, 11, 12, true));
        writer.flush();

        // Then
        var first = Span.newBuilder()
                .setTraceId(RandomShape.id(TRACE.high(), TRACE.low()))
                .setSpanId(RandomShape.id(7))
                .setName("GET /ä")
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .setStartTimeUnixNano(10)
                .setEndTimeUnixNano(20)
                .addAttributes(text("http.route", "/ä"))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("server.port")
                        .setValue(AnyValue.newBuilder().setIntValue(80)))
                .addAttributes(text("network.transport", "tcp"));
        var second = Span.newBuilder()
                .setTraceId(RandomShape.id(TRACE.high(), TRACE.low()))
                .setSpanId(RandomShape.id(-8))
                .setParentSpanId(RandomShape.id(7))
                .setName("publish")
                .setKind(Span.SpanKind.SPAN_KIND_PRODUCER)
                .setStartTimeUnixNano(11)
                .setEndTimeUnixNano(12)
                .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
        assertThat(batches).hasSize(1);
        assertThat(batches.getFirst().signal()).isEqualTo(Signal.TRACES);
        assertThat(batches.getFirst().items()).isEqualTo(2);
        assertThat(parsed(batches.getFirst()))
                .isEqualTo(ExportTraceServiceRequest.newBuilder()
                        .addResourceSpans(ResourceSpans.newBuilder()
                                .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
                                .addScopeSpans(ScopeSpans.newBuilder()
                                        .setScope(InstrumentationScope.newBuilder()
                                                .setName("shape"))
                                        .addSpans(first)
                                        .addSpans(second)))
                        .build());
    }

    @Test
    void splitsAtTheSizeAndRepeatsTheResource() {
        // Given
        var writer = new TracesWriter(batches::add, "split", 1_000);
        writer.resource(SHOP);

        // When
        for (int i = 1; i <= 100; i++) {
            writer.span(new SpanValue(TRACE, i, 0, "one", SpanKind.CLIENT, 1, 2, false));
        }
        writer.resource(Attributes.of("service.name", "idle"));
        writer.flush();

        // Then
        assertThat(batches).hasSizeGreaterThan(2).allSatisfy(batch -> {
            assertThat(batch.bytes().length).isLessThan(1_150);
            ResourceSpans only = parsed(batch).getResourceSpans(0);
            assertThat(parsed(batch).getResourceSpansCount()).isEqualTo(1);
            assertThat(only.getResource().getAttributes(0).getValue().getStringValue())
                    .isEqualTo("shop");
            assertThat(only.getScopeSpans(0).getSpansCount()).isEqualTo(batch.items());
        });
        assertThat(batches.stream().mapToInt(Batch::items).sum()).isEqualTo(100);
    }

    @Test
    void anAttributeNeedsASpan() {
        var writer = new TracesWriter(batches::add, "none");

        assertThatThrownBy(() -> writer.attribute("a", 1)).hasMessageContaining("BUG: attribute a");
        writer.flush();

        assertThat(batches).isEmpty();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static ExportTraceServiceRequest parsed(Batch batch) {
        try {
            return ExportTraceServiceRequest.parseFrom(batch.bytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
