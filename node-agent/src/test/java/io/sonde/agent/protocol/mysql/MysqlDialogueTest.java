// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mysql;

import static io.sonde.agent.protocol.Script.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

class MysqlDialogueTest {
    private static final int PROTOCOL_41 = 1 << 9;
    private static final int TLS = 1 << 11;
    private static final int COMPRESS = 1 << 5;
    private static final int WITHOUT_ENDS = 1 << 24;
    private static final int MORE_RESULTS = 8;

    private final MysqlProtocol protocol = new MysqlProtocol();

    static byte[] packet(int number, Object... body) {
        byte[] bytes = bytes(body);
        return bytes(bytes.length, bytes.length >>> 8, bytes.length >>> 16, number, bytes);
    }

    private static byte[] i32(int value) {
        return bytes(value, value >>> 8, value >>> 16, value >>> 24);
    }

    private static byte[] greeting(int flags) {
        return packet(
                0,
                10,
                "8.0.36\0",
                i32(7),
                "12345678",
                0,
                flags,
                flags >>> 8,
                33,
                2,
                0,
                flags >>> 16,
                flags >>> 24,
                21,
                new byte[10],
                "123456789012\0",
                "caching_sha2_password\0");
    }

    private static byte[] login(int flags) {
        return packet(1, i32(flags), i32(1 << 24), 33, new byte[23], "me\0", 6, "secret", "mysql_native_password\0");
    }

    private static byte[] ok(int number) {
        return packet(number, 0, 1, 0, 2, 0, 0, 0);
    }

    private static byte[] end(int number, int flags) {
        return packet(number, 0xfe, 0, 0, flags, 0);
    }

    private static byte[] longEnd(int number, int flags) {
        return packet(number, 0xfe, 0, 0, flags, 0, 0, 0);
    }

    private static byte[] error(int number) {
        return packet(number, 0xff, 0x7a, 0x04, "#42S02Table 'a.x' doesn't exist");
    }

    private static byte[] column(int number) {
        return packet(number, 3, "def", 1, "a", 1, "t", 1, "t", 1, "c", 1, "c", 12, new byte[12]);
    }

    private static byte[] query(String statement) {
        return packet(0, 3, statement);
    }

    private static byte[] prepare(String statement) {
        return packet(0, 0x16, statement);
    }

    private static byte[] execute(int statement) {
        return packet(0, 0x17, i32(statement), 0, i32(1), 0, 1, 3, 0, i32(42));
    }

    private static byte[] prepared(int statement, int columns, int parameters) {
        return packet(1, 0, i32(statement), columns, 0, parameters, 0, 0, 0, 0);
    }

    private List<String> lines(Script script) {
        return script.lines(protocol);
    }

    private static Script loggedIn(int flags) {
        return new Script().server(greeting(flags)).client(login(flags)).server(ok(2));
    }

    private static Script withEnds() {
        return loggedIn(PROTOCOL_41)
                .client(query("SELECT c FROM t WHERE d = 'secret'"))
                .server(packet(1, 1), column(2), end(3, 2), packet(4, 2, "42"), packet(5, 0xfb), end(6, 2))
                .client(query("SELECT c FROM x"))
                .server(error(1))
                .client(packet(0, 0x0e))
                .server(ok(1))
                .client(query("INSERT INTO t VALUES (1)"))
                .server(ok(1));
    }

    private static Script withoutEnds() {
        return loggedIn(PROTOCOL_41 | WITHOUT_ENDS)
                .client(query("SELECT c FROM t"))
                .server(packet(1, 1), column(2), packet(3, 2, "42"), longEnd(4, 2))
                .client(query("CALL work(1)"))
                .server(packet(1, 1), column(2), packet(3, 2, "42"), longEnd(4, MORE_RESULTS))
                .server(packet(5, 2), column(6), column(7), packet(8, 0, 0), longEnd(9, MORE_RESULTS), ok(10));
    }

    private static Script statements() {
        return loggedIn(PROTOCOL_41)
                .client(prepare("SELECT c FROM t WHERE d = ?"))
                .server(prepared(5, 1, 1), column(2), end(3, 2), column(4), end(5, 2))
                .client(execute(5))
                .server(packet(1, 1), column(2), end(3, 2), packet(4, 0, 0, 2, "42"), end(5, 2))
                .client(packet(0, 0x19, i32(5)), prepare("UPDATE u SET a = ?"), execute(-1))
                .server(prepared(6, 0, 1), column(2), end(3, 2), ok(1))
                .client(execute(77))
                .server(error(1));
    }

    @Test
    void readsQueries() {
        assertThat(lines(withEnds())).containsExactly("CONNECT", "SELECT t", "SELECT x !1146", "PING", "INSERT t");
    }

    @Test
    void tellsTimesAndTheTextWithoutLiterals() {
        Talk.Told told = withEnds().told(protocol).get(1);

        assertThat(told.text()).isEqualTo("SELECT c FROM t WHERE d = ?");
        assertThat(told.startNanos()).isEqualTo(1_300);
        assertThat(told.firstByteNanos()).isEqualTo(1_400);
        assertThat(told.endNanos()).isEqualTo(1_500);
    }

    @Test
    void readsSeveralResultsOfOneQuery() {
        assertThat(lines(withoutEnds())).containsExactly("CONNECT", "SELECT t", "CALL work");
    }

    @Test
    void knowsWhatAPreparedStatementSays() {
        assertThat(lines(statements()))
                .containsExactly("CONNECT", "PREPARE t", "SELECT t", "PREPARE u", "UPDATE u", "EXECUTE !1146");
    }

    @Test
    void learnsMidwayThatNoEndFollowsColumns() {
        Script script = new Script()
                .client(prepare("SELECT c FROM t WHERE d = ?"))
                .server(prepared(5, 1, 1), column(2), column(3))
                .client(execute(5))
                .server(packet(1, 1), column(2), packet(3, 0, 0, 2, "42"), longEnd(4, 2))
                .client(prepare("SELECT c FROM u"))
                .server(prepared(6, 1, 0), column(2));

        assertThat(lines(script)).containsExactly("PREPARE t", "SELECT t", "PREPARE u");
    }

    @Test
    void takesAFileForDataHoweverLong() {
        Script script = loggedIn(PROTOCOL_41)
                .client(query("LOAD DATA LOCAL INFILE 'secret' INTO TABLE t"))
                .server(packet(1, 0xfb, "secret"))
                .client(packet(2, "1,2\n"), packet(0, 3, "SELECT c FROM u"), packet(1))
                .server(ok(2))
                .client(query("SELECT 1"))
                .server(error(1));

        assertThat(lines(script)).containsExactly("CONNECT", "LOAD t", "SELECT !1146");
    }

    @Test
    void tellsARefusedConnection() {
        Script script = new Script().server(packet(0, 0xff, 0x10, 0x04, "Too many connections"));

        assertThat(lines(script)).containsExactly("CONNECT !1040");
    }

    @Test
    void tellsARefusedLogin() {
        Script script = new Script()
                .server(greeting(PROTOCOL_41))
                .client(login(PROTOCOL_41))
                .server(packet(2, 0xfe, "other\0", "salt"))
                .client(packet(3, "secret"))
                .server(packet(4, 0xff, 0x15, 0x04, "#28000Access denied"));

        assertThat(lines(script)).containsExactly("CONNECT !1045");
    }

    @Test
    void leavesAloneWhatIsEncryptedOrCompressed() {
        Script encrypted = new Script()
                .server(greeting(PROTOCOL_41 | TLS))
                .client(packet(1, i32(PROTOCOL_41 | TLS), i32(1 << 24), 33, new byte[23]))
                .client(0x16, 3, 1, 0, 5, "hello")
                .server(0x16, 3, 3, 0, 5, "hello");
        Script compressed = loggedIn(PROTOCOL_41 | COMPRESS)
                .client(9, 0, 0, 0, 0, 0, 0, packet(0, 3, "SELECT 1"))
                .server(1, 0, 0, 1, 0, 0, 0, packet(1, 0, 0, 0));

        assertThat(lines(encrypted)).isEmpty();
        assertThat(lines(compressed)).containsExactly("CONNECT");
    }

    @Test
    void joinsMidway() {
        Script script = new Script()
                .server(packet(1, 1), column(2), end(3, 2), packet(4, 2, "42"), end(5, 2))
                .client(query("/* by me */ SELECT c FROM t"))
                .server(packet(1, 1), column(2), end(3, 2), packet(4, 2, "42"), end(5, 2));

        assertThat(lines(script)).containsExactly("SELECT t");
    }

    @Test
    void seesTheEndOfAResultWhoseMiddleItDidNotSee() {
        Script script = loggedIn(PROTOCOL_41)
                .client(query("SELECT c FROM t"))
                .server(
                        packet(1, 1),
                        column(2),
                        end(3, 2),
                        packet(4, 2, "42"),
                        packet(5, "cut off").clone())
                .unseen(100_000)
                .server("middle of a row", packet(200, 2, "42"), end(201, 2))
                .client(query("SELECT c FROM u"))
                .server(packet(1, 1), column(2), end(3, 2))
                .unseen(100_000)
                .server("no end at all")
                .client(query("SELECT c FROM v"))
                .server(error(1));

        assertThat(lines(script)).containsExactly("CONNECT", "SELECT t", "SELECT u ~", "SELECT v !1146");
    }

    @Test
    void isTheSameInPiecesOfAnySize() {
        for (Script script : List.of(withEnds(), withoutEnds(), statements())) {
            script.isTheSameInPieces(() -> protocol);
        }
    }

    @Test
    void survivesWhatIsSpoilt() {
        for (Script script : List.of(withEnds(), withoutEnds(), statements())) {
            assertThat(script.spoilt(() -> protocol)).isBetween(3, 40);
        }
    }
}
