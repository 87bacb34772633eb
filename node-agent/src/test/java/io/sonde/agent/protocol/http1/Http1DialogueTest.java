// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

import static io.sonde.agent.protocol.Side.CLIENT;
import static io.sonde.agent.protocol.Side.SERVER;
import static io.sonde.agent.protocol.Talk.PIECE_NANOS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Conversation.State;
import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.Talk;
import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http2.Http2Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class Http1DialogueTest {
    private static final String GET = "GET /users/42?token=secret HTTP/1.1\r\nHost: shop\r\nCookie: a=b\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final Talk talk = new Talk(protocol());

    private static Http1Protocol protocol() {
        var routes = new Routes();
        return new Http1Protocol(routes, new Http2Protocol(routes));
    }

    @Test
    void aRequestAndItsAnswer() {
        talk.client(GET).waits(5_000).server(OK);

        Talk.Told told = talk.only();
        assertThat(told.brief()).isEqualTo("GET /users/{id} 200");
        assertThat(told.requestBytes()).isEqualTo(GET.length());
        assertThat(told.responseBytes()).isEqualTo(OK.length());
        assertThat(told.endNanos() - told.startNanos()).isEqualTo(5_000 + 2 * PIECE_NANOS);
        assertThat(told.firstByteNanos() - told.startNanos()).isEqualTo(5_000 + PIECE_NANOS);
    }

    @Test
    void seenFromTheServer() {
        talk.server(OK).client(GET).server(OK);

        assertThat(talk.conversation().localSide()).isEqualTo(CLIENT);
        assertThat(talk.brief()).containsExactly("_OTHER 200 ?", "GET /users/{id} 200");
    }

    @Test
    void theDurationEndsWithTheLastByteOfTheBody() {
        talk.client(GET).server("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        talk.unseen(SERVER, 60_000).waits(7_000);
        assertThat(talk.told()).isEmpty();

        talk.unseen(SERVER, 40_000);

        assertThat(talk.only().measured()).isTrue();
        assertThat(talk.only().responseBytes()).isEqualTo(100_043);
        assertThat(talk.only().endNanos() - talk.only().startNanos()).isEqualTo(7_000 + 4 * PIECE_NANOS);
    }

    @Test
    void errorsAreErrors() {
        talk.client(GET).server("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        talk.client(GET).server("HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n");

        assertThat(talk.brief()).containsExactly("GET /users/{id} 404 !404", "GET /users/{id} 503 !503");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        talk.client("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\nPOST /c HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
        talk.server(OK + "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n").server(OK);

        assertThat(talk.brief()).containsExactly("GET /a 200", "GET /b 500 !500", "POST /c 200");
    }

    @Test
    void chunksBelongToTheBody() {
        String body = "5;x=y\r\nhello\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n";
        talk.client("PUT /f HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked \r\n\r\n")
                .client(body);

        talk.server(CHUNKED + body);

        assertThat(talk.only().brief()).isEqualTo("PUT /f 200");
        assertThat(talk.only().responseBytes()).isEqualTo(CHUNKED.length() + body.length());
        assertThat(talk.only().requestBytes()).isEqualTo(54 + body.length());
    }

    @Test
    void someAnswersHaveNoBodyWhateverTheySay() {
        talk.client("HEAD /a HTTP/1.1\r\n\r\n").server("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n");
        talk.client("GET /b HTTP/1.1\r\n\r\n").server("HTTP/1.1 304 Not Modified\r\nContent-Length: 999\r\n\r\n");
        talk.client("DELETE /c HTTP/1.1\r\n\r\n").server("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(talk.brief()).containsExactly("HEAD /a 200", "GET /b 304", "DELETE /c 204");
    }

    @Test
    void preliminaryAnswersAreNoAnswers() {
        talk.client("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        talk.server("HTTP/1.1 100 Continue\r\n\r\n").client("abc");
        talk.server("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n").server(OK);

        assertThat(talk.only().brief()).isEqualTo("POST /a 200");
        assertThat(talk.only().firstByteNanos() - talk.only().startNanos()).isEqualTo(4 * PIECE_NANOS);
    }

    @Test
    void aBodyMayEndWithTheConnection() {
        talk.client("GET /old HTTP/1.0\r\n\r\n")
                .server("HTTP/1.0 200 OK\r\n\r\nsome")
                .unseen(SERVER, 5_000_000);
        talk.server("HTTP/1.1 500 this is text of the body\r\n\r\n");
        assertThat(talk.told()).isEmpty();

        talk.waits(1_000_000).ends();

        assertThat(talk.only().brief()).isEqualTo("GET /old 200");
        assertThat(talk.only().endNanos() - talk.only().startNanos()).isEqualTo(4 * PIECE_NANOS);
    }

    @Test
    void aConnectionThatEndsBeforeTheAnswerAbortsIt() {
        talk.client(GET).ends();

        assertThat(talk.brief()).containsExactly("GET /users/{id} !aborted");
    }

    @Test
    void anAnswerThatIsCutShortIsAborted() {
        talk.client(GET)
                .server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")
                .ends();

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200 !aborted");
    }

    @Test
    void afterAnUpgradeNothingIsOfInterest() {
        talk.client("GET /chat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        talk.server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u0081\u0005hello");
        talk.client("\u0081\u0085abcdefghi").server("HTTP/1.1 200 OK\r\n\r\n");

        assertThat(talk.brief()).containsExactly("GET /chat 101");
        assertThat(talk.conversation().state()).isEqualTo(State.IGNORED);
    }

    @Test
    void whatComesBehindAnUpgradeWaitsForItsAnswer() {
        talk.client("GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n").client("\u0081\u0085abcdefghi");
        talk.server("HTTP/1.1 101 Switching Protocols\r\n\r\n");
        talk.server("\u0081");

        assertThat(talk.brief()).containsExactly("GET /chat 101");
        assertThat(talk.conversation().losses()).isZero();
    }

    @Test
    void anUpgradeThatIsNotTakenGoesOnAsItWas() {
        talk.client("GET / HTTP/1.1\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n")
                .server(OK);
        talk.client(GET).server(OK);

        assertThat(talk.brief()).containsExactly("GET / 200", "GET /users/{id} 200");
    }

    @Test
    void anUpgradeToHttp2IsReadOnAsHttp2() {
        talk.client("GET /first HTTP/1.1\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n");
        byte[] settings = Talk.bytes(0, 0, 0, 4, 0, 0, 0, 0, 0);
        byte[] answer = Talk.bytes(0, 0, 1, 1, 5, 0, 0, 0, 1, 0x88);
        talk.server(Talk.bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", settings, answer));
        talk.client("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").client(settings);
        talk.client(Talk.bytes(0, 0, 9, 1, 5, 0, 0, 0, 3, 0x82, 0x86, 0x04, 5, "/next"));
        talk.server(Talk.bytes(0, 0, 1, 1, 5, 0, 0, 0, 3, 0x8d));

        assertThat(talk.brief()).containsExactly("GET /first 200", "GET /next 404 !404");
        assertThat(talk.conversation().losses()).isZero();
    }

    @Test
    void aTunnelIsOneRequest() {
        talk.client("CONNECT secret.example:443 HTTP/1.1\r\n\r\n")
                .server("HTTP/1.1 200 Connection established\r\n\r\n");
        talk.client("\u0016\u0003\u0001").server("\u0016\u0003\u0003");

        assertThat(talk.brief()).containsExactly("CONNECT 200");
        assertThat(talk.conversation().state()).isEqualTo(State.IGNORED);
    }

    @Test
    void theTraceContextIsRead() {
        talk.client("GET / HTTP/1.1\r\nTraceParent:  00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");
        talk.server(OK);
        talk.client("GET / HTTP/1.1\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333x-01\r\n\r\n");
        talk.server(OK);

        assertThat(talk.told().getFirst().trace())
                .containsExactly(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0xb7ad6b7169203331L, 1L);
        assertThat(talk.told().getLast().trace()).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void anAnswerSeenBeforeItsRequestWaits() {
        talk.client(GET).server(OK);

        talk.server("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        assertThat(talk.told()).hasSize(1);
        talk.waits(-2 * PIECE_NANOS).client("POST /a HTTP/1.1\r\n\r\n");

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200", "POST /a 201");
        assertThat(talk.conversation().losses()).isZero();
    }

    @Test
    void whatTheServerSaysUnaskedIsNoAnswer() {
        talk.client(GET).server(OK).server("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
        talk.waits(1).client("GET /late HTTP/1.1\r\n\r\n").ends();

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200", "GET /late !aborted");
    }

    @Test
    void chunksThatWereNotSeenAreFoundAgainAtTheirEnd() {
        talk.client(GET)
                .server(CHUNKED + "5\r\nhello\r\n")
                .lost(SERVER, 100_000)
                .server("rest of a body\r\n0\r\n\r\n");

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200");
    }

    @Test
    void chunksThatWereNotSeenUpToTheNextRequestHaveNoDuration() {
        talk.client(GET)
                .server(CHUNKED + "5\r\nhello\r\n")
                .lost(SERVER, 100_000)
                .server("rest of a body");

        talk.client("GET /next HTTP/1.1\r\n\r\n").server(OK);

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200 ?", "GET /next 200");
    }

    @Test
    void afterALostAnswerTheNextRequestIsPairedRight() {
        talk.client(GET).server(OK);
        talk.client("GET /lost HTTP/1.1\r\n\r\n").lost(SERVER, 500);

        talk.client("GET /next HTTP/1.1\r\n\r\n").server("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        talk.client("GET /third HTTP/1.1\r\n\r\n").server(OK);

        assertThat(talk.brief())
                .containsExactly("GET /users/{id} 200", "GET /lost ?", "GET /next 201 ?", "GET /third 200");
    }

    @Test
    void aLostRequestIsToldByItsAnswer() {
        talk.client(GET).server(OK).lost(CLIENT, 300);
        talk.client("GET /second HTTP/1.1\r\n\r\n").server(OK);

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200", "GET /second 200 ?");
    }

    @Test
    void aPipelineIsNotPairedAnyMoreAfterALoss() {
        talk.client("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n").unseen(SERVER, 60);
        talk.server("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")
                .client("GET /c HTTP/1.1\r\n\r\n")
                .server(OK);

        assertThat(talk.brief()).containsExactly("GET /a ?", "GET /b ?", "GET /c ?");
    }

    @Test
    void aPipelineIsPairedAgainAfterASilence() {
        talk.client("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n")
                .unseen(SERVER, 60)
                .server(OK);

        talk.waits(2_000_000_000).client("GET /c HTTP/1.1\r\n\r\n").server(OK);

        assertThat(talk.brief()).containsExactly("GET /a ?", "GET /b ?", "GET /c 200");
    }

    @Test
    void nonsenseIsALoss() {
        talk.client(GET).server(OK).client("POST /a HTTP/1.1\r\nContent-Length: -5\r\n\r\n");
        assertThat(talk.conversation().losses()).isEqualTo(1);

        talk.client("GET /b HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n");
        talk.client("GET /c HTTP/1.1\r\n\r\n")
                .server(OK)
                .client("GET /d HTTP/1.1\r\n\r\n")
                .server(OK);

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200", "GET /c 200 ?", "GET /d 200");
    }

    @Test
    void anyCutOfTheBytesTellsTheSame() {
        new Script(script()).isTheSameInPieces(Http1DialogueTest::protocol);
    }

    @Test
    void mutatedBytesDoNoHarm() {
        assertThat(new Script(script()).spoilt(Http1DialogueTest::protocol)).isBetween(3, 60);
    }

    private static List<Talk.Said> script() {
        return List.of(
                said(CLIENT, GET),
                said(SERVER, OK),
                said(CLIENT, "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
                said(SERVER, "HTTP/1.1 100 Continue\r\n\r\n" + CHUNKED + "3\r\nabc\r\n0\r\nX: y\r\n\r\n"),
                said(CLIENT, "HEAD /b HTTP/1.1\n\nGET /c HTTP/1.1\r\n\r\n"),
                said(
                        SERVER,
                        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
                said(CLIENT, "GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"),
                said(SERVER, "HTTP/1.1 101 Switching Protocols\r\n\r\nxyz"),
                said(CLIENT, "abc"));
    }

    private static Talk.Said said(Side side, String text) {
        return new Talk.Said(side, text.getBytes(ISO_8859_1));
    }
}
