// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.sonde.agent.request.Conversations;
import io.sonde.otlp.Batch;
import io.sonde.otlp.TracesWriter;
import io.sonde.proto.SpanType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out of a request, by the generated OTLP classes. */
class SpanWriterTest {
    private static final byte[] QUESTION = bytes(4, "shop", 7, "example", 3, "com", 0, 0, 1, 0, 1);

    /**
     * A request in some protocol with its answer; whatever is called secret in it must not go out.
     *
     * @param attribute one that the span has
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Said(String protocol, SpanType type, String name, String attribute, byte[]... bytes) {
        @Override
        public String toString() {
            return protocol;
        }
    }

    private static final Said HTTP = said(
            "http",
            SpanType.HTTP,
            "GET /users/{id}",
            "http.response.status_code=404",
            head("""
                        GET /users/42?token=secret HTTP/1.1
                        Host: secret.example
                        Authorization: Bearer secret
                        Cookie: a=secret
                        X-Api-Key: secret

                        """),
            "HTTP/1.1 404 secret\r\nSet-Cookie: a=secret\r\nContent-Length: 6\r\n\r\nsecret");

    private static final Said GRPC = said(
            "grpc",
            SpanType.RPC,
            "shop.Cart/Add",
            "rpc.response.status_code=13",
            bytes(
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    frame(4, 0, 0),
                    frame(
                            1,
                            5,
                            1,
                            0x83,
                            0x86,
                            field(":path", "/shop.Cart/Add"),
                            field("content-type", "application/grpc"),
                            field("authorization", "secret"),
                            field("cookie", "secret"))),
            bytes(
                    frame(4, 0, 0),
                    frame(
                            1,
                            5,
                            1,
                            0x88,
                            field("content-type", "application/grpc"),
                            field("grpc-status", "13"),
                            field("grpc-message", "secret"))));

    private static final Said POSTGRESQL = said(
            "postgresql",
            SpanType.DATABASE,
            "SELECT users",
            "db.query.text=SELECT name FROM users WHERE token = ? AND id = ?",
            postgresql("Q", "SELECT name FROM users WHERE token = 'secret' AND id = 4711 -- secret\0"),
            bytes(postgresql("E", "SERROR\0C42P01\0Msecret does not exist\0\0"), postgresql("Z", "I")));

    private static final Said MYSQL = said(
            "mysql",
            SpanType.DATABASE,
            "INSERT users",
            "db.query.text=INSERT INTO users VALUES (?)",
            mysql(0, 3, "INSERT INTO users VALUES ('secret', \"secret\")"),
            mysql(1, 0xff, 0x7a, 4, "#42S02secret is no table"));

    private static final Said REDIS = said(
            "redis",
            SpanType.DATABASE,
            "SET",
            "db.query.text=SET ? ?",
            "*3\r\n$3\r\nSET\r\n$6\r\nsecret\r\n$6\r\nsecret\r\n",
            "-WRONGTYPE secret\r\n");

    private static final Said MEMCACHED = said(
            "memcached",
            SpanType.DATABASE,
            "get",
            "db.operation.name=get",
            "get secret\r\n",
            "VALUE secret 0 6\r\nsecret\r\nEND\r\n");

    private static final Said MONGODB = said(
            "mongodb",
            SpanType.DATABASE,
            "find users",
            "db.collection.name=users",
            bson(
                    1,
                    0,
                    2,
                    "find\0",
                    6,
                    0,
                    0,
                    0,
                    "users\0",
                    2,
                    "comment\0",
                    7,
                    0,
                    0,
                    0,
                    "secret\0",
                    2,
                    "$db\0",
                    5,
                    0,
                    0,
                    0,
                    "shop\0"),
            bson(9, 1, 1, "ok\0", 0, 0, 0, 0, 0, 0, 0xf0, 0x3f));

    private static final Said DNS = said(
            "dns",
            SpanType.NAMES,
            "A shop.example.com",
            "sonde.dns.question.type=A",
            bytes(0, 34, 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, QUESTION),
            bytes(0, 34, 0x12, 0x34, 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0, QUESTION));

    /** The head and the body of a message, behind the method that it belongs to. */
    private static final byte[] AMQP_CONTENT = bytes(
            bytes(2, 0, 1, 0, 0, 0, 14, 0, 60, 0, 0, new byte[7], 6, 0, 0, 0xce),
            bytes(3, 0, 1, 0, 0, 0, 6, "secret", 0xce));

    private static final Said AMQP = said(
            "amqp",
            SpanType.MESSAGING,
            "basic.publish orders",
            "messaging.operation.type=send",
            bytes(bytes(1, 0, 1, 0, 0, 0, 21, 0, 60, 0, 40, 0, 0, 6, "orders", 6, "secret", 0, 0xce), AMQP_CONTENT));

    private static final Said DELIVERY = said(
            "amqp",
            SpanType.MESSAGING,
            "basic.deliver orders",
            "messaging.operation.type=receive",
            bytes("AMQP", 0, 0, 9, 1),
            bytes(
                    bytes(
                            bytes(1, 0, 1, 0, 0, 0, 31, 0, 60, 0, 60, 3, "tag", new byte[8], 0),
                            bytes(6, "orders", 6, "secret", 0xce)),
                    AMQP_CONTENT));

    private static final Said KAFKA = said(
            "kafka",
            SpanType.MESSAGING,
            "Produce orders",
            "messaging.destination.name=orders",
            bytes(
                    bytes(0, 0, 0, 51, 0, 0, 0, 3, 0, 0, 0, 7, 0, 3, "app", 0xff, 0xff, 0, 1, 0, 0, 0, 30),
                    bytes(0, 0, 0, 1, 0, 6, "orders", 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 6, "secret")),
            bytes(
                    bytes(0, 0, 0, 46, 0, 0, 0, 7, 0, 0, 0, 1, 0, 6, "orders", 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
                    new byte[20]));

    static List<Said> all() {
        return List.of(HTTP, GRPC, POSTGRESQL, MYSQL, REDIS, MEMCACHED, MONGODB, DNS, AMQP, DELIVERY, KAFKA);
    }

    @ParameterizedTest
    @MethodSource("all")
    void itSaysWhatWasAskedAndNothingSecret(Said said) {
        for (boolean server : new boolean[] {false, true}) {
            // When
            byte[] written = written(Conversations.seenBy(server, said.bytes));

            // Then
            Span span = only(written);
            assertThat(span.getName()).isEqualTo(said.name);
            assertThat(attributes(span).entrySet().stream().map(Object::toString))
                    .contains(said.attribute);
            assertThat(said.type.attributes())
                    .containsAll(attributes(span).keySet())
                    .doesNotHaveDuplicates();
            assertThat(attributes(span)).hasSize(span.getAttributesCount());
            assertThat(new String(written, ISO_8859_1)).doesNotContain("secret", "4711");
        }
    }

    @Test
    void aServersSpanAndAClientsDifferInTheirKind() {
        assertThat(kind(false, HTTP)).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(kind(true, HTTP)).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(kind(false, POSTGRESQL)).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(kind(true, POSTGRESQL)).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(kind(false, AMQP)).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
        assertThat(kind(true, AMQP)).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(kind(false, KAFKA)).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
        assertThat(kind(true, KAFKA)).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(kind(false, DELIVERY)).isEqualTo(Span.SpanKind.SPAN_KIND_CONSUMER);
        assertThat(kind(true, DELIVERY)).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    }

    @Test
    void itHasTheTimesOfTheRequestAndItsEnds() {
        // When
        Span client = span(false, HTTP);
        Span server = span(true, HTTP);

        // Then
        assertThat(client.getEndTimeUnixNano() - client.getStartTimeUnixNano()).isEqualTo(1_000_010);
        assertThat(server.getEndTimeUnixNano() - server.getStartTimeUnixNano()).isEqualTo(1_000_000);
        assertThat(server.getTraceId()).isEqualTo(client.getTraceId());
        assertThat(server.getParentSpanId()).isEqualTo(client.getSpanId());
        assertThat(attributes(client))
                .containsEntry("server.port", "80")
                .containsEntry("network.peer.port", "80")
                .containsEntry("sonde.trace.origin", "connection")
                .containsEntry("sonde.first_byte.duration", "1000010")
                .containsEntry("sonde.span.decision", "error")
                .containsEntry("error.type", "404");
        assertThat(client.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(attributes(server))
                .containsEntry("server.port", "80")
                .containsEntry("network.peer.port", "40000")
                .containsEntry("sonde.span.decision", "share")
                .doesNotContainKey("error.type");
        assertThat(server.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }

    private static Span.SpanKind kind(boolean server, Said said) {
        return span(server, said).getKind();
    }

    private static Span span(boolean server, Said said) {
        return only(written(Conversations.seenBy(server, said.bytes)));
    }

    private static byte[] written(List<io.sonde.agent.request.Span> spans) {
        List<Batch> batches = new ArrayList<>();
        var writer = new TracesWriter(batches::add, "test");
        spans.forEach(new SpanWriter(writer)::write);
        writer.flush();
        assertThat(batches).hasSize(1);
        return batches.getFirst().bytes();
    }

    private static Span only(byte[] written) {
        try {
            List<Span> spans = ExportTraceServiceRequest.parseFrom(written)
                    .getResourceSpans(0)
                    .getScopeSpans(0)
                    .getSpansList();
            assertThat(spans).hasSize(1);
            return spans.getFirst();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        attribute -> attribute.getValue().hasStringValue()
                                ? attribute.getValue().getStringValue()
                                : String.valueOf(attribute.getValue().getIntValue())));
    }

    private static Said said(String protocol, SpanType type, String name, String attribute, Object... said) {
        byte[][] bytes = Stream.of(said).map(SpanWriterTest::bytes).toArray(byte[][]::new);
        return new Said(protocol, type, name, attribute, bytes);
    }

    private static String head(String lines) {
        return lines.replace("\n", "\r\n");
    }

    private static byte[] bytes(Object... parts) {
        var bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number -> bytes.write(number);
                case byte[] array -> bytes.writeBytes(array);
                default -> bytes.writeBytes(part.toString().getBytes(ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    /** Of HTTP/2. */
    private static byte[] frame(int type, int flags, int stream, Object... content) {
        byte[] body = bytes(content);
        return bytes(0, body.length >> 8, body.length, type, flags, 0, 0, 0, stream, body);
    }

    private static byte[] field(String name, String value) {
        return bytes(0, name.length(), name, value.length(), value);
    }

    private static byte[] postgresql(String type, String content) {
        return bytes(type, 0, 0, 0, content.length() + 4, content);
    }

    private static byte[] mysql(int number, Object... content) {
        byte[] body = bytes(content);
        return bytes(body.length, 0, 0, number, body);
    }

    private static byte[] bson(int number, int answerTo, Object... fields) {
        byte[] document = bytes(fields);
        int length = document.length + 5;
        Object[] head = {length + 21, 0, 0, 0, number, 0, 0, 0, answerTo, 0, 0, 0, 0xdd, 7, 0, 0, 0, 0, 0, 0, 0};
        return bytes(bytes(head), length, 0, 0, 0, document, 0);
    }
}
