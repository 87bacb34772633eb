// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import static io.sonde.agent.protocol.Script.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresqlDialogueTest {
    private static final byte[] READY = message('Z', "I");
    private static final byte[] NO_TABLE = message('E', "SERROR\0VERROR\0C42P01\0Mrelation \"x\" does not exist\0\0");
    private static final byte[] LOGGED_IN =
            bytes(message('R', 0, 0, 0, 0), message('S', "server_version\0", "15\0"), message('K', "12345678"), READY);

    private final PostgresqlProtocol protocol = new PostgresqlProtocol();

    static byte[] message(char type, Object... body) {
        byte[] bytes = bytes(body);
        return bytes(String.valueOf(type), i32(bytes.length + 4), bytes);
    }

    private static byte[] i32(int value) {
        return bytes(value >>> 24, value >>> 16, value >>> 8, value);
    }

    private static byte[] startup() {
        byte[] options = bytes("user\0me\0database\0db\0\0");
        return bytes(i32(options.length + 8), i32(196_608), options);
    }

    private static byte[] query(String statement) {
        return message('Q', statement, 0);
    }

    private static byte[] parse(String name, String statement) {
        return message('P', name, 0, statement, 0, 0, 0);
    }

    private static byte[] bind(String portal, String name) {
        return message('B', portal, 0, name, 0, 0, 0, 0, 1, i32(6), "secret", 0, 0);
    }

    private static byte[] execute(String portal) {
        return message('E', portal, 0, i32(0));
    }

    private static byte[] sync() {
        return message('S');
    }

    private static byte[] row(String value) {
        return message('D', 0, 1, i32(value.length()), value);
    }

    private static byte[] done(String tag) {
        return message('C', tag, 0);
    }

    private static byte[] columns() {
        return message('T', 0, 1, "id", 0, i32(0), 0, 0, i32(23), 0, 4, i32(-1), 0, 0);
    }

    private List<String> lines(Script script) {
        return script.lines(protocol);
    }

    private static Script connected() {
        return new Script()
                .client(startup())
                .server(LOGGED_IN)
                .client(query("SELECT a FROM t WHERE b = 'secret'"))
                .server(columns(), row("1"), row("2"), done("SELECT 2"), READY)
                .client(query("SELECT a FROM x"))
                .server(NO_TABLE, READY)
                .client(query("UPDATE t SET a = 2; COMMIT"))
                .server(done("UPDATE 1"), done("COMMIT"), READY);
    }

    private static Script prepared() {
        return new Script()
                .client(startup())
                .server(LOGGED_IN)
                .client(parse("s1", "INSERT INTO t VALUES ($1)"), sync())
                .server(message('1'), READY)
                .client(bind("", "s1"), message('D', "P\0"), execute(""), sync())
                .server(message('2'), message('n'), done("INSERT 0 1"), READY)
                .client(parse("", "SELECT a FROM u"), bind("", ""), execute(""), sync())
                .server(message('1'), message('2'), row("1"), done("SELECT 1"), READY)
                .client(bind("", "unknown"), execute(""), sync())
                .server(message('2'), done("SELECT 0"), READY);
    }

    private static Script pipelined() {
        return new Script()
                .client(startup())
                .server(LOGGED_IN)
                .client(parse("", "BEGIN"), bind("", ""), execute(""))
                .client(parse("", "SELECT a FROM t"), bind("", ""), execute(""), sync())
                .client(parse("", "SELECT a FROM x"), bind("", ""), execute(""))
                .client(parse("", "SELECT a FROM u"), bind("", ""), execute(""), sync(), sync())
                .server(message('1'), message('2'), done("BEGIN"))
                .server(message('1'), message('2'), row("1"), done("SELECT 1"), READY)
                .server(NO_TABLE, READY, READY)
                .client(query("ROLLBACK"))
                .server(done("ROLLBACK"), READY);
    }

    @Test
    void readsSimpleQueries() {
        assertThat(lines(connected())).containsExactly("CONNECT", "SELECT t", "SELECT x !42P01", "UPDATE t");
    }

    @Test
    void tellsTimesSizesAndTheTextWithoutLiterals() {
        Talk.Told told = connected().told(protocol).get(1);

        assertThat(told.text()).isEqualTo("SELECT a FROM t WHERE b = ?");
        assertThat(told.startNanos()).isEqualTo(1_200);
        assertThat(told.firstByteNanos()).isEqualTo(1_300);
        assertThat(told.endNanos()).isEqualTo(1_400);
        assertThat(told.requestBytes()).isEqualTo(40);
        assertThat(told.responseBytes()).isEqualTo(28 + 2 * 12 + 14 + 6);
    }

    @Test
    void knowsWhatAPreparedStatementSays() {
        assertThat(lines(prepared())).containsExactly("CONNECT", "PREPARE t", "INSERT t", "SELECT u", "EXECUTE");
    }

    @Test
    void pairsWhatIsSentAhead() {
        assertThat(lines(pipelined()))
                .containsExactly(
                        "CONNECT", "BEGIN", "SELECT t", "SELECT x !42P01", "SELECT u !pipeline_aborted", "ROLLBACK");
    }

    @Test
    void readsCopyInBothDirections() {
        Script script = new Script()
                .client(query("COPY t FROM STDIN"))
                .server(message('G', 0, 0, 1, 0, 0))
                .client(message('d', "secret\n"), message('d', "secret\n"), message('c'))
                .server(done("COPY 2"), READY)
                .client(query("COPY t TO STDOUT"))
                .server(message('H', 0, 0, 1, 0, 0), message('d', "secret\n"), message('c'), done("COPY 1"), READY);

        assertThat(lines(script)).containsExactly("COPY t", "COPY t");
        assertThat(script.told(protocol).getFirst().requestBytes()).isEqualTo(23 + 24 + 5);
    }

    @Test
    void leavesAloneWhatIsEncrypted() {
        Script script = new Script()
                .client(i32(8), i32(Startup.TLS))
                .server("S")
                .client(0x16, 3, 1, 0, 5, "hello")
                .server(0x16, 3, 3, 0, 5, "hello")
                .client(query("SELECT a FROM t"))
                .server(done("SELECT 0"), READY);

        assertThat(lines(script)).isEmpty();
    }

    @Test
    void goesOnWhereEncryptionIsRefused() {
        Script script = new Script()
                .client(i32(8), i32(Startup.GSS))
                .server("N")
                .client(i32(8), i32(Startup.TLS))
                .server("N")
                .client(startup())
                .server(message('E', "SFATAL\0VFATAL\0C28P01\0Mno\0\0"));

        assertThat(lines(script)).containsExactly("CONNECT !28P01");
    }

    @Test
    void tellsACancellation() {
        assertThat(lines(new Script().client(i32(16), i32(Startup.CANCEL), i32(7), i32(9))))
                .containsExactly("CANCEL");
    }

    @Test
    void joinsMidway() {
        Script script = new Script()
                .server(row("1"), done("SELECT 1"), READY)
                .client(parse("", "SELECT a FROM u"), bind("", ""), execute(""), sync())
                .server(message('1'), message('2'), row("1"), done("SELECT 1"), READY);

        assertThat(lines(script)).containsExactly("SELECT u");
    }

    @Test
    void seesTheEndOfAResultWhoseMiddleItDidNotSee() {
        Script script = new Script()
                .client(query("SELECT a FROM t"))
                .server(columns(), row("1"), row("x".repeat(300)))
                .unseen(100_000)
                .server("middle of a row", row("9"), done("SELECT 9000"), READY)
                .client(query("SELECT a FROM u"))
                .server(columns(), row("1"))
                .unseen(100_000)
                .server("middle of a row", row("9"), message('E', "SERROR\0C57014\0\0"), READY);

        assertThat(lines(script)).containsExactly("SELECT t", "SELECT u !57014");
        assertThat(script.told(protocol).getFirst().endNanos()).isEqualTo(1_300);
    }

    @Test
    void doesNotTrustThePairingAfterALossInAPipeline() {
        Script script = new Script()
                .client(query("SELECT a FROM t"), query("SELECT a FROM u"), query("SELECT a FROM v"))
                .server(columns(), row("1"))
                .unseen(1_000)
                .server("middle", done("SELECT 1"), READY);
        for (int i = 0; i < 6; i++) {
            script.client(query("SELECT a FROM w")).server(done("SELECT 1"), READY);
        }

        assertThat(lines(script))
                .containsExactly(
                        "SELECT t ~",
                        "SELECT u ~",
                        "SELECT v ~",
                        "SELECT w ~",
                        "SELECT w ~",
                        "SELECT w ~",
                        "SELECT w ~",
                        "SELECT w",
                        "SELECT w");
    }

    @Test
    void doubtsNothingWhenDataWereNotSeen() {
        Script script = new Script()
                .client(query("COPY t FROM STDIN"))
                .server(message('G', 0, 0, 1, 0, 0))
                .client(message('d', "secret\n"))
                .unseen(100_000)
                .client("middle of a row", message('d', "secret\n"), message('c'))
                .server(done("COPY 2"), READY)
                .client(query("COMMIT"))
                .server(done("COMMIT"), READY);

        assertThat(lines(script)).containsExactly("COPY t", "COMMIT");
    }

    @Test
    void countsNothingTwiceWhenARequestWasNotSeen() {
        Script script = new Script()
                .client(query("SELECT a FROM t"))
                .server(done("SELECT 1"), READY)
                .client("")
                .unseen(200)
                .server(done("SELECT 1"), READY)
                .client(query("SELECT a FROM u"))
                .server(done("SELECT 1"), READY);

        assertThat(lines(script)).containsExactly("SELECT t", "SELECT u ~");
    }

    @Test
    void readsALongStatementByItsBeginning() {
        Script script = new Script()
                .client(query("SELECT a FROM t WHERE b IN ('" + "secret".repeat(2_000)))
                .server(row("1"), done("SELECT 1"), READY);

        assertThat(lines(script)).containsExactly("SELECT t");
        assertThat(script.told(protocol).getFirst().text()).isEqualTo("SELECT a FROM t WHERE b IN ( …");
    }

    @Test
    void isTheSameInPiecesOfAnySize() {
        for (Script script : List.of(connected(), prepared(), pipelined())) {
            script.isTheSameInPieces(() -> protocol);
        }
    }

    @Test
    void survivesWhatIsSpoilt() {
        for (Script script : List.of(connected(), prepared(), pipelined())) {
            assertThat(script.spoilt(() -> protocol)).isBetween(4, 40);
        }
    }
}
