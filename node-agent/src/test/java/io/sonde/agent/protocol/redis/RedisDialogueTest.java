// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisDialogueTest {
    private final RedisProtocol protocol = new RedisProtocol();

    private static String command(String... words) {
        StringBuilder bytes = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            bytes.append(bulk(word));
        }
        return bytes.toString();
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    private List<String> lines(Script script) {
        return script.lines(protocol);
    }

    private static Script commands() {
        return new Script()
                .client(command("SET", "secret", "x".repeat(300)))
                .server("+OK\r\n")
                .client(command("get", "secret"))
                .server(bulk("secret"))
                .client(command("LPUSH", "secret", "a"))
                .server("-WRONGTYPE Operation against a key\r\n")
                .client(command("LRANGE", "list", "0", "-1"))
                .server("*3\r\n", bulk("a"), "$-1\r\n", "*2\r\n:1\r\n-ERR nested\r\n")
                .client(command("secret-command", "a"))
                .server("-ERR unknown command 'secret-command'\r\n")
                .client(command("FT.SEARCH", "index", "secret"))
                .server("*0\r\n");
    }

    private static Script pipelined() {
        return new Script()
                .client(
                        command("MULTI"),
                        command("INCR", "a"),
                        command("LPUSH", "a", "b"),
                        command("EXEC"),
                        command("GET", "a"))
                .server("+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n:1\r\n-WRONGTYPE no\r\n")
                .server(bulk("1"))
                .client(command("MGET", "a", "b"), command("DEL", "a"))
                .server("*2\r\n", bulk("1"), "$-1\r\n:1\r\n");
    }

    private static Script published() {
        return new Script()
                .client(command("SUBSCRIBE", "a", "b"))
                .server("*3\r\n", bulk("subscribe"), bulk("a"), ":1\r\n")
                .server("*3\r\n", bulk("subscribe"), bulk("b"), ":2\r\n")
                .server("*3\r\n", bulk("message"), bulk("a"), bulk("secret"))
                .client(command("PING"))
                .server("*2\r\n", bulk("pong"), bulk(""))
                .server("*3\r\n", bulk("message"), bulk("a"), bulk("secret"))
                .client(command("UNSUBSCRIBE", "a"))
                .server("*3\r\n", bulk("unsubscribe"), bulk("a"), ":1\r\n");
    }

    private static Script version3() {
        return new Script()
                .client(command("HELLO", "3", "AUTH", "me", "secret"))
                .server("%2\r\n", bulk("server"), bulk("redis"), bulk("proto"), ":3\r\n")
                .client(command("GET", "a"))
                .server(">2\r\n", bulk("invalidate"), "*1\r\n", bulk("a"))
                .server("_\r\n")
                .client(command("HGETALL", "a"))
                .server("|1\r\n+ttl\r\n:3\r\n%1\r\n", bulk("f"), ",3.14\r\n")
                .client(command("SMEMBERS", "a"))
                .server("~2\r\n#t\r\n=7\r\ntxt:abc\r\n")
                .client(command("GET", "b"))
                .server("!21\r\nSYNTAX invalid syntax\r\n");
    }

    @Test
    void readsCommands() {
        assertThat(lines(commands()))
                .containsExactly("SET", "GET", "LPUSH !WRONGTYPE", "LRANGE", "OTHER !ERR", "FT.SEARCH");
    }

    @Test
    void pairsPipelinesAndTransactions() {
        assertThat(lines(pipelined()))
                .containsExactly("MULTI", "INCR", "LPUSH", "EXEC !WRONGTYPE", "GET", "MGET", "DEL");
    }

    @Test
    void takesNoPublishedMessageForAnAnswer() {
        assertThat(lines(published())).containsExactly("SUBSCRIBE", "PING", "UNSUBSCRIBE");
    }

    @Test
    void readsVersion3() {
        assertThat(lines(version3())).containsExactly("HELLO", "GET", "HGETALL", "SMEMBERS", "GET !SYNTAX");
    }

    @Test
    void saysNothingOfKeysValuesAndPasswords() {
        List<Talk.Told> told = version3().told(protocol);

        assertThat(told.get(0).text()).isEmpty();
        assertThat(told.get(1).text()).isEqualTo("GET ?");
        assertThat(commands().told(protocol).toString()).doesNotContain("secret");
    }

    @Test
    void tellsTimes() {
        Talk.Told told = commands().told(protocol).get(1);

        assertThat(told.startNanos()).isEqualTo(1_200);
        assertThat(told.firstByteNanos()).isEqualTo(1_300);
        assertThat(told.endNanos()).isEqualTo(1_400);
        assertThat(told.requestBytes()).isEqualTo(25);
        assertThat(told.responseBytes()).isEqualTo(12);
    }

    @Test
    void aRedirectionIsNoError() {
        Script script = new Script().client(command("GET", "a")).server("-MOVED 3999 127.0.0.1:6381\r\n");

        assertThat(lines(script)).containsExactly("GET =MOVED");
    }

    @Test
    void waitingForWorkIsNoLatency() {
        Script script = new Script()
                .client(command("BLPOP", "a", "0"))
                .server("*2\r\n", bulk("a"), bulk("b"))
                .client(command("XREAD", "COUNT", "1", "block", "0", "STREAMS", "s", "$"))
                .server("*-1\r\n")
                .client(command("XREAD", "STREAMS", "s", "0"))
                .server("*-1\r\n");

        assertThat(lines(script)).containsExactly("BLPOP ~", "XREAD ~", "XREAD");
    }

    @Test
    void waitsForNoAnswerThatIsNotWanted() {
        Script script = new Script()
                .client(command("CLIENT", "REPLY", "SKIP"), command("SET", "a", "b"), command("GET", "a"))
                .server(bulk("b"))
                .client(command("client", "reply", "off"), command("SET", "a", "c"), command("CLIENT", "REPLY", "ON"))
                .server("+OK\r\n");

        assertThat(lines(script)).containsExactly("CLIENT", "SET", "GET", "CLIENT", "SET", "CLIENT");
    }

    @Test
    void readsLinesTypedByHand() {
        Script script = new Script()
                .client(command("GET", "a"))
                .server(bulk("b"))
                .client("PING\r\n")
                .server("+PONG\r\n");

        assertThat(lines(script)).containsExactly("GET", "PING");
    }

    @Test
    void leavesAReplicaAlone() {
        Script script = new Script()
                .client(command("PSYNC", "?", "-1"))
                .server("+FULLRESYNC 0123 0\r\n")
                .server("$5\r\nREDIS", command("SELECT", "0"))
                .client(command("REPLCONF", "ACK", "1"));

        assertThat(lines(script)).containsExactly("PSYNC");
    }

    @Test
    void passesOverValuesThatWereNotCopied() {
        Script script = new Script()
                .client("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$100000\r\n", "x".repeat(100))
                .unseen(99_902)
                .server("+OK\r\n")
                .client(command("GET", "a"))
                .server("$100000\r\n", "x".repeat(100))
                .unseen(99_800)
                .server("x".repeat(100), "\r\n")
                .client(command("GET", "b"))
                .server("$-1\r\n");

        assertThat(lines(script)).containsExactly("SET", "GET", "GET");
        assertThat(script.told(protocol).get(1).endNanos()).isEqualTo(1_500);
    }

    @Test
    void aLongListEndsBeforeTheNextCommand() {
        Script script = new Script()
                .client(command("LRANGE", "a", "0", "-1"))
                .server("*10000\r\n", bulk("a"))
                .unseen(100_000)
                .server(bulk("z"));
        for (int i = 0; i < 5; i++) {
            script.client(command("GET", "b")).server(bulk("c"));
        }

        assertThat(lines(script)).containsExactly("LRANGE", "GET ~", "GET ~", "GET ~", "GET ~", "GET");
        assertThat(script.told(protocol).getFirst().endNanos()).isEqualTo(1_300);
    }

    @Test
    void doesNotTrustThePairingAfterALossInAPipeline() {
        Script script = new Script()
                .client(command("GET", "a"), command("GET", "b"))
                .server(bulk("a"))
                .unseen(20)
                .client(command("SET", "b", "c"))
                .server("+OK\r\n");

        assertThat(lines(script)).containsExactly("GET", "GET ~", "SET ~");
    }

    @Test
    void isTheSameInPiecesOfAnySize() {
        for (Script script : List.of(commands(), pipelined(), published(), version3())) {
            script.isTheSameInPieces(() -> protocol);
        }
    }

    @Test
    void survivesWhatIsSpoilt() {
        for (Script script : List.of(commands(), pipelined(), published(), version3())) {
            assertThat(script.spoilt(() -> protocol)).isBetween(3, 60);
        }
    }
}
