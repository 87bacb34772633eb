// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import static io.sonde.agent.protocol.Script.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemcachedDialogueTest {
    private static final int GET = 0x00;
    private static final int SET = 0x01;
    private static final int GET_QUIETLY = 0x09;
    private static final int NOOP = 0x0a;
    private static final int STAT = 0x10;

    private final MemcachedProtocol protocol = new MemcachedProtocol();

    private static byte[] i32(int value) {
        return bytes(value >>> 24, value >>> 16, value >>> 8, value);
    }

    private static byte[] request(int code, int number, String key, int extras, String value) {
        int body = key.length() + extras + value.length();
        return bytes(
                0x80,
                code,
                0,
                key.length(),
                extras,
                0,
                0,
                0,
                i32(body),
                i32(number),
                new byte[8],
                new byte[extras],
                key,
                value);
    }

    private static byte[] response(int code, int number, int status, int extras, String value) {
        return bytes(
                0x81,
                code,
                0,
                0,
                extras,
                0,
                0,
                status,
                i32(extras + value.length()),
                i32(number),
                new byte[8],
                new byte[extras],
                value);
    }

    private List<String> lines(Script script) {
        return script.lines(protocol);
    }

    private static Script text() {
        return new Script()
                .client("set secret 0 0 9\r\nset a 0\r\n\r\n")
                .server("STORED\r\n")
                .client("get secret b\r\n")
                .server("VALUE secret 0 10\r\nEND\r\nEND\r\n\r\nEND\r\n")
                .client("incr secret 1\r\nget c\r\n")
                .server("NOT_FOUND\r\nEND\r\n")
                .client("set b 0 0 1 noreply\r\nx\r\nadd c 0 0 1\r\ny\r\n")
                .server("SERVER_ERROR out of memory\r\n")
                .client("stats\r\n")
                .server("STAT pid 1\r\nSTAT uptime 2\r\n")
                .server("END\r\n")
                .client("delete secret\r\n")
                .server("DELETED\r\n");
    }

    private static Script meta() {
        return new Script()
                .client("ms secret 2 T0\r\nhi\r\n")
                .server("HD\r\n")
                .client("mg secret v\r\n")
                .server("VA 2\r\nhi\r\n")
                .client("mg a v q\r\nmg b v q\r\nmn\r\n")
                .server("VA 4\r\nMN\r\n\r\nMN\r\n")
                .client("md secret\r\n")
                .server("NF\r\n");
    }

    private static Script binary() {
        return new Script()
                .client(request(SET, 1, "secret", 8, "value"))
                .server(response(SET, 1, 0, 0, ""))
                .client(request(GET, 2, "a", 0, ""))
                .server(response(GET, 2, 1, 0, "Not found"))
                .client(
                        request(GET_QUIETLY, 3, "a", 0, ""),
                        request(GET_QUIETLY, 4, "b", 0, ""),
                        request(NOOP, 5, "", 0, ""))
                .server(response(GET_QUIETLY, 4, 0, 4, "value"), response(NOOP, 5, 0, 0, ""))
                .client(request(STAT, 6, "", 0, ""))
                .server(response(STAT, 6, 0, 0, "1"), response(STAT, 6, 0, 0, ""))
                .client(request(SET, 7, "secret", 8, "value"))
                .server(response(SET, 7, 0x82, 0, "Out of memory"));
    }

    @Test
    void readsText() {
        assertThat(lines(text()))
                .containsExactly("set", "get", "incr =NOT_FOUND", "get", "set", "add !SERVER_ERROR", "stats", "delete");
        assertThat(text().told(protocol).toString()).doesNotContain("secret");
    }

    @Test
    void readsMetaCommands() {
        assertThat(lines(meta())).containsExactly("ms", "mg", "mg", "mg", "mn", "md =NF");
    }

    @Test
    void readsTheBinaryProtocol() {
        assertThat(lines(binary()))
                .containsExactly("set", "get =NOT_FOUND", "get", "get", "noop", "stats", "set !OUT_OF_MEMORY");
    }

    @Test
    void tellsTimes() {
        Talk.Told told = text().told(protocol).get(1);

        assertThat(told.startNanos()).isEqualTo(1_200);
        assertThat(told.firstByteNanos()).isEqualTo(1_300);
        assertThat(told.endNanos()).isEqualTo(1_400);
        assertThat(told.requestBytes()).isEqualTo(14);
        assertThat(told.responseBytes()).isEqualTo(36);
    }

    @Test
    void passesOverValuesThatWereNotCopied() {
        Script script = new Script()
                .client("set a 0 0 100000\r\n", "x".repeat(100))
                .unseen(99_902)
                .server("STORED\r\n")
                .client("get a\r\n")
                .server("VALUE a 0 100000\r\n", "x".repeat(100))
                .unseen(99_800)
                .server("x".repeat(100), "\r\nEND\r\n");

        assertThat(lines(script)).containsExactly("set", "get");
        assertThat(script.told(protocol).get(1).endNanos()).isEqualTo(1_500);
    }

    @Test
    void findsTheEndOfManyValues() {
        Script script = new Script()
                .client("get a b c\r\n")
                .server("VALUE a 0 1\r\nx\r\n")
                .unseen(100_000)
                .server("xxx\r\nVALUE c 0 1\r\nx\r\nEND\r\n")
                .client("get d\r\n")
                .server("END\r\n");

        assertThat(lines(script)).containsExactly("get", "get");
    }

    @Test
    void doesNotTrustThePairingAfterALossInAPipeline() {
        Script script = new Script()
                .client("get a\r\nget b\r\nget c\r\n")
                .server("END\r\n")
                .unseen(5)
                .server("END\r\n");

        assertThat(lines(script)).containsExactly("get", "get ~", "get ~");
    }

    @Test
    void doubtsNothingBecauseOfACommandThatNobodyKnows() {
        Script script = new Script()
                .client("get a\r\n")
                .client("get b\r\n")
                .client("bogus\r\n")
                .client("quit\r\n")
                .server("END\r\n")
                .server("END\r\nERROR\r\n");

        assertThat(lines(script)).containsExactly("get", "get", "other !ERROR");
    }

    @Test
    void trustsThePairingOfWhatWasAskedBeforeALoss() {
        Script script = new Script()
                .client("get a\r\n")
                .unseen(7)
                .client("get c\r\n")
                .server("END\r\n")
                .server("END\r\n")
                .server("END\r\n");

        assertThat(lines(script)).containsExactly("get", "get ~");
    }

    @Test
    void isTheSameInPiecesOfAnySize() {
        for (Script script : List.of(text(), meta(), binary())) {
            script.isTheSameInPieces(() -> protocol);
        }
    }

    @Test
    void survivesWhatIsSpoilt() {
        for (Script script : List.of(text(), meta(), binary())) {
            assertThat(script.spoilt(() -> protocol)).isBetween(3, 60);
        }
    }
}
