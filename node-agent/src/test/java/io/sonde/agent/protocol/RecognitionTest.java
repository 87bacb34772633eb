// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static io.sonde.agent.protocol.Recognition.REQUEST;
import static io.sonde.agent.protocol.Recognition.RESPONSE;
import static io.sonde.agent.protocol.Talk.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.all.Protocols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** First bytes of every protocol, shown to every protocol: each is known by its own alone. */
class RecognitionTest {
    private static final String NOBODY = "nobody";

    /** @param protocol who alone may know them */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record First(String protocol, Recognition side, String what, byte[] bytes) {
        @Override
        public String toString() {
            return protocol + " " + what;
        }
    }

    static List<First> firsts() {
        List<First> firsts = new ArrayList<>();
        firsts.addAll(http());
        firsts.addAll(http2());
        firsts.addAll(tls());
        firsts.addAll(postgresql());
        firsts.addAll(mysql());
        firsts.addAll(redis());
        firsts.addAll(dns());
        firsts.addAll(memcached());
        firsts.addAll(mongodb());
        firsts.addAll(kafka());
        firsts.addAll(amqp());
        firsts.addAll(strangers());
        return firsts;
    }

    private static List<First> http() {
        return List.of(
                new First("http", REQUEST, "GET", bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n")),
                new First("http", REQUEST, "proxy", bytes("GET http://a/ HTTP/1.0\r\n\r\n")),
                new First("http", REQUEST, "PROPFIND", bytes("PROPFIND /dav HTTP/1.1\r\n")),
                new First("http", RESPONSE, "answer", bytes("HTTP/1.1 200 OK\r\n")),
                new First("http", RESPONSE, "answer without reason", bytes("HTTP/1.0 404\r\n")));
    }

    private static List<First> postgresql() {
        byte[] ready = bytes("Z", 0, 0, 0, 5, "I");
        return List.of(
                new First("postgresql", REQUEST, "startup", bytes(0, 0, 0, 17, 0, 3, 0, 0, "user\0me\0\0")),
                new First("postgresql", REQUEST, "TLS", bytes(0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f)),
                new First("postgresql", REQUEST, "query", bytes("Q", 0, 0, 0, 13, "SELECT 1\0")),
                new First("postgresql", REQUEST, "execution", bytes("E", 0, 0, 0, 9, 0, 0, 0, 0, 0, "S", 0, 0, 0, 4)),
                new First("postgresql", RESPONSE, "answer", bytes("C", 0, 0, 0, 13, "SELECT 1\0", ready)),
                new First("postgresql", RESPONSE, "ready", ready));
    }

    private static List<First> mysql() {
        byte[] versions =
                bytes(0x4a, 0, 0, 0, 0x0a, "8.0.36\0", 7, 0, 0, 0, "12345678", 0, 0xff, 0xff, 33, 2, 0, 0xff, 0xdf, 21);
        return List.of(
                new First(
                        "mysql",
                        RESPONSE,
                        "greeting",
                        bytes(versions, new byte[10], "123456789012\0", "caching_sha2_password\0")),
                new First("mysql", RESPONSE, "refusal", bytes(23, 0, 0, 0, 0xff, 0x10, 4, "Too many connections")),
                new First("mysql", RESPONSE, "error", bytes(11, 0, 0, 1, 0xff, 0x7a, 4, "#42S02no")),
                new First("mysql", REQUEST, "query", bytes(9, 0, 0, 0, 3, "SELECT 1")),
                new First("mysql", REQUEST, "execution", bytes(10, 0, 0, 0, 0x17, 5, 0, 0, 0, 0, 1, 0, 0, 0)));
    }

    private static List<First> redis() {
        return List.of(
                new First("redis", REQUEST, "GET", bytes("*2\r\n$3\r\nGET\r\n$1\r\na\r\n")),
                new First("redis", RESPONSE, "value", bytes("$5\r\nhello\r\n")),
                new First("redis", RESPONSE, "values", bytes("*2\r\n$1\r\na\r\n:7\r\n")));
    }

    private static List<First> http2() {
        byte[] settings = bytes(0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100);
        byte[] window = bytes(0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 255, 255);
        return List.of(
                new First("http", REQUEST, "preface", bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", settings)),
                new First("http", RESPONSE, "settings", settings),
                new First("http", RESPONSE, "empty settings", bytes(0, 0, 0, 4, 0, 0, 0, 0, 0, window)),
                new First(
                        "http",
                        REQUEST,
                        "headers midway",
                        bytes(0, 0, 5, 1, 5, 0, 0, 0, 7, 0xbe, 0x83, 0x86, 0xbf, 0xc0)),
                new First(
                        "http",
                        RESPONSE,
                        "headers midway",
                        bytes(window, 0, 0, 3, 1, 4, 0, 0, 0, 7, 0xbe, 0x88, 0xbf)));
    }

    private static List<First> tls() {
        byte[] random = filled(32, 0x5a);
        byte[] hello = bytes(3, 3, random, 0, 0, 2, 0x13, 1, 1, 0);
        return List.of(
                new First("tls", REQUEST, "client hello", bytes(22, 3, 1, 0, 45, 1, 0, 0, 41, hello)),
                new First("tls", RESPONSE, "server hello", bytes(22, 3, 3, 0, 45, 2, 0, 0, 41, hello)),
                new First("tls", REQUEST, "data midway", bytes(23, 3, 3, 0, 32, random)));
    }

    private static List<First> dns() {
        byte[] question = bytes(3, "www", 7, "example", 3, "com", 0, 0, 1, 0, 1);
        byte[] asked = bytes(0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, question);
        byte[] address = bytes(0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1);
        byte[] answer = bytes(0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, question, address);
        return List.of(
                new First("dns", REQUEST, "question", asked),
                new First("dns", RESPONSE, "answer", answer),
                new First("dns", REQUEST, "question on a connection", bytes(0, asked.length, asked)),
                new First("dns", RESPONSE, "answer on a connection", bytes(0, answer.length, answer)));
    }

    private static List<First> memcached() {
        return List.of(
                new First("memcached", REQUEST, "get", bytes("get a b\r\n")),
                new First("memcached", REQUEST, "set", bytes("set a 0 0 1\r\nx\r\n")),
                new First("memcached", REQUEST, "meta", bytes("mg a v\r\n")),
                new First("memcached", RESPONSE, "value", bytes("VALUE a 0 1\r\nx\r\nEND\r\n")),
                new First(
                        "memcached",
                        REQUEST,
                        "binary",
                        bytes(0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, new byte[12], "a")),
                new First("memcached", RESPONSE, "binary answer", bytes(0x81, 0, 0, 0, 0, 0, 0, 1, new byte[16])));
    }

    private static List<First> mongodb() {
        byte[] ping = bytes(0, 0, 0, 0, 0, 15, 0, 0, 0, 0x10, "ping\0", 1, 0, 0, 0, 0);
        return List.of(
                new First(
                        "mongodb", REQUEST, "command", bytes(36, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0, ping)),
                new First(
                        "mongodb", RESPONSE, "answer", bytes(36, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0xdd, 7, 0, 0, ping)),
                new First(
                        "mongodb",
                        REQUEST,
                        "compressed",
                        bytes(
                                36,
                                0,
                                0,
                                0,
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0xdc,
                                7,
                                0,
                                0,
                                0xdd,
                                7,
                                0,
                                0,
                                20,
                                0,
                                0,
                                0,
                                2,
                                new byte[11])));
    }

    private static List<First> kafka() {
        return List.of(
                new First("kafka", REQUEST, "ApiVersions", bytes(0, 0, 0, 13, 0, 18, 0, 0, 0, 0, 0, 1, 0, 3, "app")),
                new First("kafka", REQUEST, "nameless", bytes(0, 0, 0, 10, 0, 3, 0, 1, 0, 0, 0, 1, 0xff, 0xff)));
    }

    private static List<First> amqp() {
        byte[] publish = bytes(1, 0, 1, 0, 0, 0, 11, 0, 60, 0, 40, 0, 0, 1, "a", 1, "b", 0, 0xce);
        byte[] declared = bytes(1, 0, 1, 0, 0, 0, 4, 0, 40, 0, 11, 0xce);
        return List.of(
                new First("rabbitmq", REQUEST, "greeting", bytes("AMQP", 0, 0, 9, 1)),
                new First("rabbitmq", REQUEST, "publish midway", publish),
                new First("rabbitmq", RESPONSE, "answer midway", declared));
    }

    private static List<First> strangers() {
        return List.of(
                stranger("SSH", bytes("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")),
                stranger("SMTP greeting", bytes("220 mail.example.org ESMTP Postfix\r\n")),
                stranger("SMTP", bytes("EHLO client.example.org\r\n")),
                stranger("FTP", bytes("USER anonymous\r\n")),
                stranger("IMAP", bytes("* OK [CAPABILITY IMAP4rev1] ready\r\n")),
                stranger("SIP", bytes("OPTIONS sip:a@b SIP/2.0\r\nVia: x\r\n\r\n")),
                stranger("RTSP", bytes("OPTIONS rtsp://a/b RTSP/1.0\r\nCSeq: 1\r\n\r\n")),
                stranger("finger", bytes("GET of something\r\n")),
                stranger("WebSocket frame", bytes(0x81, 0x85, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
                stranger("zeros", new byte[64]),
                stranger("ones", filled(64, 0xff)),
                stranger("text", bytes("The quick brown fox jumps over the lazy dog.\n")),
                stranger("JSON", bytes("{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":1}\n")),
                stranger("PNG", bytes(0x89, "PNG\r\n", 0x1a, "\n", 0, 0, 0, 0x0d, "IHDR")),
                stranger("gzip", bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c, 0x4a, 6, 0)),
                stranger("ELF", bytes(0x7f, "ELF", 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    private static First stranger(String what, byte[] bytes) {
        return new First(NOBODY, Recognition.NO, what, bytes);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("firsts")
    void isKnownByItsOwnAlone(First first) {
        List<String> sure = Protocols.ALL.stream()
                .filter(protocol -> isSure(ask(protocol, first.bytes())))
                .peek(protocol -> assertThat(ask(protocol, first.bytes()))
                        .as(protocol.name())
                        .isEqualTo(first.side()))
                .map(Protocol::name)
                .distinct()
                .toList();

        assertThat(sure).isEqualTo(first.protocol().equals(NOBODY) ? List.of() : List.of(first.protocol()));
    }

    @ParameterizedTest
    @MethodSource("firsts")
    void theBeginningOfItIsNeverTakenForAnother(First first) {
        for (int length = 1; length < first.bytes().length; length++) {
            byte[] beginning = Arrays.copyOf(first.bytes(), length);
            for (Protocol protocol : Protocols.ALL) {
                Recognition said = ask(protocol, beginning);
                if (isSure(said)) {
                    assertThat(protocol.name()).as("%d bytes", length).isEqualTo(first.protocol());
                    assertThat(said).isEqualTo(first.side());
                }
            }
        }
    }

    @Test
    void randomBytesAreNobodys() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(64)];
            random.nextBytes(bytes);
            for (Protocol protocol : Protocols.ALL) {
                assertThat(ask(protocol, bytes)).as(protocol.name()).isNotIn(REQUEST, RESPONSE);
            }
        }
    }

    private static boolean isSure(Recognition said) {
        return said == REQUEST || said == RESPONSE;
    }

    private static Recognition ask(Protocol protocol, byte[] bytes) {
        return protocol.recognise(new Piece().set(bytes, 0, bytes.length, 0, 0), 0);
    }
}
