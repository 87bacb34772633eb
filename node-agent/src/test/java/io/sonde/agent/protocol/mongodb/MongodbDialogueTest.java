// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mongodb;

import static io.sonde.agent.protocol.Script.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class MongodbDialogueTest {
    private static final int SNAPPY = 1;
    private static final int ZLIB = 2;
    private static final int ZSTD = 3;

    private final MongodbProtocol protocol = new MongodbProtocol();

    private static byte[] i32(int value) {
        return bytes(value, value >>> 8, value >>> 16, value >>> 24);
    }

    private static byte[] document(Object... fields) {
        byte[] bytes = bytes(fields);
        return bytes(i32(bytes.length + 5), bytes, 0);
    }

    private static byte[] text(String name, String value) {
        return bytes(2, name, 0, i32(value.length() + 1), value, 0);
    }

    private static byte[] number(String name, int value) {
        return bytes(0x10, name, 0, i32(value));
    }

    /** As a number with a point, which is how servers say it. */
    private static byte[] ok(boolean ok) {
        return bytes(1, "ok", 0, ok ? bytes(0, 0, 0, 0, 0, 0, 0xf0, 0x3f) : new byte[8]);
    }

    private static byte[] nested(int type, String name, Object... fields) {
        return bytes(type, name, 0, document(fields));
    }

    private static byte[] message(int number, int answerTo, int code, Object... body) {
        byte[] bytes = bytes(body);
        return bytes(i32(bytes.length + 16), i32(number), i32(answerTo), i32(code), bytes);
    }

    private static byte[] command(int number, Object... fields) {
        return message(number, 0, Message.MSG, i32(0), 0, document(bytes(fields), text("$db", "secret")));
    }

    private static byte[] answer(int to, Object... fields) {
        return message(1_000 + to, to, Message.MSG, i32(0), 0, document(fields));
    }

    private static byte[] packed(int number, int answerTo, int method, byte[] body, byte[] packed) {
        return message(number, answerTo, Message.COMPRESSED, i32(Message.MSG), i32(body.length), method, packed);
    }

    private static byte[] deflated(byte[] body) {
        Deflater deflater = new Deflater();
        deflater.setInput(body);
        deflater.finish();
        byte[] packed = new byte[1_000];
        return Arrays.copyOf(packed, deflater.deflate(packed));
    }

    /** In two stretches as they are and one copy of the four zeros of the flags. */
    private static byte[] snapped(byte[] body) {
        byte[] rest = Arrays.copyOfRange(body, 4, body.length);
        return bytes(body.length, 0, 0, 0b1010, 1, 0, 60 << 2, rest.length - 1, rest);
    }

    private List<String> lines(Script script) {
        return script.lines(protocol);
    }

    private static Script commands() {
        return new Script()
                .client(command(1, text("find", "users"), nested(3, "filter", text("name", "secret"))))
                .server(answer(
                        1, nested(3, "cursor", nested(4, "firstBatch", nested(3, "0", text("a", "b")))), ok(true)))
                .client(command(2, text("find", "users")))
                .server(answer(
                        2, ok(false), text("errmsg", "secret"), number("code", 13), text("codeName", "Unauthorized")))
                .client(message(
                        3,
                        0,
                        Message.MSG,
                        i32(1),
                        1,
                        i32(4 + 10 + document(number("a", 1)).length),
                        "documents\0",
                        document(number("a", 1)),
                        0,
                        document(text("insert", "orders"), text("$db", "shop")),
                        i32(0x1234)))
                .server(answer(
                        3,
                        number("n", 0),
                        nested(4, "writeErrors", nested(3, "0", number("index", 0), number("code", 11_000))),
                        ok(true)))
                .client(command(
                        4,
                        bytes(0x12, "getMore\0", i32(7), i32(0)),
                        text("collection", "orders"),
                        number("maxTimeMS", 9)))
                .server(answer(4, ok(true)));
    }

    private static Script legacy() {
        return new Script()
                .client(message(
                        1, 0, Message.QUERY, i32(0), "admin.$cmd\0", i32(0), i32(-1), document(number("isMaster", 1))))
                .server(message(9, 1, Message.REPLY, i32(8), i32(0), i32(0), i32(0), i32(1), document(ok(true))))
                .client(message(
                        2, 0, Message.QUERY, i32(0), "shop.orders\0", i32(0), i32(-1), document(number("a", 1))))
                .server(message(10, 2, Message.REPLY, i32(8), i32(0), i32(0), i32(0), i32(1), document(number("a", 1))))
                .client(message(3, 0, Message.INSERT, i32(0), "shop.orders\0", document(number("a", 1))));
    }

    private static Script compressed() {
        byte[] body = bytes(i32(0), 0, document(text("aggregate", "orders"), text("$db", "shop")));
        byte[] failed = bytes(i32(0), 0, document(ok(false), number("code", 26)));
        return new Script()
                .client(packed(1, 0, ZLIB, body, deflated(body)))
                .server(packed(9, 1, ZLIB, failed, deflated(failed)))
                .client(packed(2, 0, SNAPPY, body, snapped(body)))
                .server(packed(10, 2, SNAPPY, failed, snapped(failed)))
                .client(packed(3, 0, ZSTD, body, body))
                .server(packed(11, 3, ZSTD, failed, failed));
    }

    @Test
    void readsCommandsAndErrors() {
        assertThat(lines(commands()))
                .containsExactly(
                        "find users", "find users =13 !Unauthorized", "insert orders !11000", "getMore orders ~");
        assertThat(commands().told(protocol).toString()).doesNotContain("secret");
    }

    @Test
    void readsWhatCameBefore() {
        assertThat(lines(legacy())).containsExactly("isMaster", "find orders", "insert");
    }

    @Test
    void readsWhatIsCompressedButNotWithZstd() {
        assertThat(lines(compressed())).containsExactly("aggregate orders !26", "aggregate orders !26", "compressed");
    }

    @Test
    void waitsForNoAnswerThatIsNotWanted() {
        Script script = new Script()
                .client(message(1, 0, Message.MSG, i32(2), 0, document(text("insert", "logs"))))
                .client(command(2, text("find", "users")))
                .server(answer(2, ok(true)));

        assertThat(lines(script)).containsExactly("insert logs", "find users");
    }

    @Test
    void takesOnlyTheFirstOfManyAnswers() {
        Script script = new Script()
                .client(message(1, 0, Message.MSG, i32(1 << 16), 0, document(number("hello", 1))))
                .server(message(9, 1, Message.MSG, i32(2), 0, document(ok(true))))
                .server(message(10, 9, Message.MSG, i32(2), 0, document(ok(true))));

        assertThat(lines(script)).containsExactly("hello");
    }

    @Test
    void tellsTimes() {
        Talk.Told told = commands().told(protocol).getFirst();

        assertThat(told.startNanos()).isEqualTo(1_000);
        assertThat(told.firstByteNanos()).isEqualTo(1_100);
        assertThat(told.endNanos()).isEqualTo(1_200);
    }

    @Test
    void passesOverWhatWasNotCopied() {
        byte[] large = answer(1, nested(3, "cursor", text("a", "x".repeat(100_000))), ok(true));
        Script script = new Script()
                .client(command(1, text("find", "users")))
                .server(Arrays.copyOf(large, 4_096))
                .unseen(large.length - 4_096 - 256)
                .server(Arrays.copyOfRange(large, large.length - 256, large.length))
                .client(command(2, text("find", "orders")))
                .server(answer(2, ok(true)));

        assertThat(lines(script)).containsExactly("find users", "find orders");
        assertThat(script.told(protocol).getFirst().endNanos()).isEqualTo(1_300);
    }

    @Test
    void doesNotMeasureWhatWasAnsweredUnseen() {
        Script script = new Script()
                .client(command(1, text("find", "users")))
                .server("")
                .unseen(100)
                .client(command(2, text("find", "orders")))
                .server(answer(2, ok(true)));

        assertThat(lines(script)).containsExactly("find users ~", "find orders");
    }

    @Test
    void isTheSameInPiecesOfAnySize() {
        for (Script script : List.of(commands(), legacy(), compressed())) {
            script.isTheSameInPieces(() -> protocol);
        }
    }

    @Test
    void survivesWhatIsSpoilt() {
        for (Script script : List.of(commands(), legacy(), compressed())) {
            assertThat(script.spoilt(() -> protocol)).isBetween(3, 40);
        }
    }
}
