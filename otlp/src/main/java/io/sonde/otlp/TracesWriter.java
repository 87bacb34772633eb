// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.nio.charset.StandardCharsets;

/**
 * Turns spans into OTLP trace requests: for each resource its spans, for each span its attributes, and {@link #flush} at the end.
 * Requests are cut as by {@link MetricsWriter}; resources without spans are left out. One thread only.
 */
public final class TracesWriter {
    private static final int RESOURCE_SPANS = 1;
    private static final int RESOURCE = 1;
    private static final int RESOURCE_ATTRIBUTES = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SCOPE = 1;
    private static final int SPANS = 2;

    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT_SPAN_ID = 4;
    private static final int NAME = 5;
    private static final int KIND = 6;
    private static final int START = 7;
    private static final int END = 8;
    private static final int ATTRIBUTES = 9;
    private static final int STATUS = 15;
    private static final int STATUS_CODE = 3;
    private static final int ERROR = 2;

    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int STRING_VALUE = 1;
    private static final int INT_VALUE = 3;
    private static final int CLOSED = -1;

    private final BatchSink sink;
    private final byte[] scope;
    private final int requestBytes;
    private final ProtoBuffer buffer;

    private Attributes resource = Attributes.empty();
    private int items;
    private int resourceMark = CLOSED;
    private int scopeMark = CLOSED;
    private int spanMark = CLOSED;

    /**
     * @param scopeName the instrumentation scope of every span: the program that watches
     * @param requestBytes a request is closed once it is this long (uncompressed)
     */
    public TracesWriter(BatchSink sink, String scopeName, int requestBytes) {
        this.sink = sink;
        this.requestBytes = requestBytes;
        var encodedScope = new ProtoBuffer(64);
        encodedScope.bytesField(1, scopeName.getBytes(StandardCharsets.UTF_8));
        this.scope = encodedScope.toByteArray();
        this.buffer = new ProtoBuffer(512);
    }

    public TracesWriter(BatchSink sink, String scopeName) {
        this(sink, scopeName, MetricsWriter.DEFAULT_REQUEST_BYTES);
    }

    /** The following spans belong to this resource. */
    public void resource(Attributes attributes) {
        closeResource();
        resource = attributes;
    }

    /** A span; its attributes follow. */
    public void span(SpanValue span) {
        openResource();
        spanMark = buffer.open(SPANS);
        buffer.lengthPrefix(TRACE_ID, 2 * Long.BYTES);
        buffer.bigEndian(span.trace().high());
        buffer.bigEndian(span.trace().low());
        id(SPAN_ID, span.span());
        if (span.parent() != 0) {
            id(PARENT_SPAN_ID, span.parent());
        }
        buffer.bytesField(NAME, span.name().getBytes(StandardCharsets.UTF_8));
        buffer.varintField(KIND, span.kind().code());
        buffer.fixed64Field(START, span.startUnixNanos());
        buffer.fixed64Field(END, span.endUnixNanos());
        if (span.failed()) {
            int status = buffer.open(STATUS);
            buffer.varintField(STATUS_CODE, ERROR);
            buffer.close(status);
        }
        items++;
    }

    private void id(int field, long value) {
        buffer.lengthPrefix(field, Long.BYTES);
        buffer.bigEndian(value);
    }

    /** Of the last span. */
    public void attributes(Attributes attributes) {
        attributes.writeTo(buffer, ATTRIBUTES);
    }

    /** Of the last span; an empty value is left out. */
    public void attribute(String key, String value) {
        if (!value.isEmpty()) {
            int attribute = openAttribute(key);
            int any = buffer.open(VALUE);
            buffer.bytesField(STRING_VALUE, value.getBytes(StandardCharsets.UTF_8));
            buffer.close(any);
            buffer.close(attribute);
        }
    }

    public void attribute(String key, long value) {
        int attribute = openAttribute(key);
        int any = buffer.open(VALUE);
        buffer.varintField(INT_VALUE, value);
        buffer.close(any);
        buffer.close(attribute);
    }

    private int openAttribute(String key) {
        if (spanMark == CLOSED) {
            throw new IllegalStateException("BUG: attribute " + key + " before the first span");
        }
        int attribute = buffer.open(ATTRIBUTES);
        buffer.bytesField(KEY, key.getBytes(StandardCharsets.UTF_8));
        return attribute;
    }

    /** Hands over what was written since the last request. The resource stays as it is. */
    public void flush() {
        closeResource();
        if (items > 0) {
            sink.accept(new Batch(Signal.TRACES, buffer.toByteArray(), items));
        }
        buffer.clear();
        items = 0;
    }

    private void openResource() {
        closeSpan();
        if (buffer.size() >= requestBytes) {
            flush();
        }
        if (resourceMark != CLOSED) {
            return;
        }
        resourceMark = buffer.open(RESOURCE_SPANS);
        int mark = buffer.open(RESOURCE);
        resource.writeTo(buffer, RESOURCE_ATTRIBUTES);
        buffer.close(mark);
        scopeMark = buffer.open(SCOPE_SPANS);
        buffer.bytesField(SCOPE, scope);
    }

    private void closeSpan() {
        if (spanMark != CLOSED) {
            buffer.close(spanMark);
            spanMark = CLOSED;
        }
    }

    private void closeResource() {
        closeSpan();
        if (resourceMark != CLOSED) {
            buffer.close(scopeMark);
            buffer.close(resourceMark);
            resourceMark = CLOSED;
        }
    }
}
