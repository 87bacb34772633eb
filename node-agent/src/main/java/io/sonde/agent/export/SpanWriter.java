// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.protocol.Family;
import io.sonde.agent.request.Span;
import io.sonde.otlp.SpanKind;
import io.sonde.otlp.SpanValue;
import io.sonde.otlp.TracesWriter;
import io.sonde.proto.Attribute;

/** Writes spans by the semantic conventions of their family: the attributes of their kind, and what only one request has. */
final class SpanWriter {
    private static final String OTHER_METHOD = "_OTHER";

    private final TracesWriter out;

    SpanWriter(TracesWriter out) {
        this.out = out;
    }

    void write(Span span) {
        Span.What what = span.what();
        out.span(new SpanValue(
                span.trace(),
                span.span(),
                span.parent(),
                name(what),
                kind(what),
                span.startUnixNanos(),
                span.endUnixNanos(),
                what.failed()));
        out.attributes(span.labels());
        out.attribute(Attribute.NETWORK_TRANSPORT, span.ends().datagrams() ? "udp" : "tcp");
        if (!what.named()) {
            out.attribute(Attribute.SERVER_ADDRESS, span.ends().serverAddress());
        }
        out.attribute(Attribute.SERVER_PORT, span.ends().serverPort());
        if (span.ends().clientPort() != 0) {
            out.attribute(Attribute.NETWORK_PEER_PORT, span.ends().clientPort());
        }
        if (span.firstByteNanos() >= 0) {
            out.attribute(Attribute.SONDE_FIRST_BYTE_DURATION, span.firstByteNanos());
        }
        out.attribute(Attribute.SONDE_SPAN_DECISION, span.because().text());
        out.attribute(Attribute.SONDE_TRACE_ORIGIN, span.origin().text());
        switch (what.family()) {
            case HTTP -> out.attribute(Attribute.URL_SCHEME, "http");
            case DATABASE -> out.attribute(Attribute.DB_QUERY_TEXT, span.text());
            case MESSAGING -> out.attribute(Attribute.MESSAGING_OPERATION_TYPE, messaging(what.operation()));
            case RPC, NAMES -> {}
        }
    }

    /** What varies is not in it: a name is what many spans have in common. */
    private static String name(Span.What what) {
        String operation = what.operation();
        if (what.family() == Family.HTTP && operation.equals(OTHER_METHOD)) {
            operation = "HTTP";
        }
        if (operation.isEmpty()) {
            operation = what.protocol();
        }
        return what.target().isEmpty() ? operation : operation + " " + what.target();
    }

    private static SpanKind kind(Span.What what) {
        if (what.server()) {
            return SpanKind.SERVER;
        }
        if (what.family() != Family.MESSAGING) {
            return SpanKind.CLIENT;
        }
        return switch (what.operation()) {
            case "basic.publish", "Produce" -> SpanKind.PRODUCER;
            case "basic.deliver" -> SpanKind.CONSUMER;
            default -> SpanKind.CLIENT;
        };
    }

    /** Empty: it moves no message. */
    private static String messaging(String operation) {
        return switch (operation) {
            case "basic.publish", "Produce" -> "send";
            case "basic.deliver", "basic.get", "Fetch" -> "receive";
            case "basic.ack", "basic.nack", "basic.reject", "OffsetCommit" -> "settle";
            default -> "";
        };
    }
}
