// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import static io.sonde.agent.protocol.Side.CLIENT;
import static io.sonde.agent.protocol.Side.SERVER;
import static io.sonde.agent.protocol.Talk.PIECE_NANOS;
import static io.sonde.agent.protocol.Talk.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import io.sonde.agent.protocol.http.Routes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Http2DialogueTest {
    private static final int END_STREAM = Frame.END_STREAM;
    private static final int END_HEADERS = Frame.END_HEADERS;
    private static final int WHOLE = END_STREAM | END_HEADERS;
    private static final byte[] SETTINGS = frame(Frame.SETTINGS, 0, 0, 0, 3, 0, 0, 0, 100);
    private static final byte[] PREFACE = bytes(Frame.PREFACE, SETTINGS);
    private static final byte[] GET = bytes(0x82, 0x86, literal(4, "/users/42?token=secret"));
    private static final byte[] CALL =
            bytes(0x83, 0x86, indexed(4, "/shop.Cart/Add"), indexed(31, "application/grpc"), named("te", "trailers"));
    private static final int OK = 0x88;
    private static final byte[] GRPC_OK = bytes(OK, indexed(31, "application/grpc+proto"));

    private final Talk talk = new Talk(new Http2Protocol(new Routes()));

    private void begin() {
        talk.client(PREFACE).server(SETTINGS);
    }

    @Test
    void aRequestAndItsAnswer() {
        begin();
        talk.client(headers(WHOLE, 1, GET)).waits(5_000).server(headers(END_HEADERS, 1, OK));
        talk.server(frame(Frame.DATA, END_STREAM, 1, "hello"));

        Talk.Told told = talk.only();
        assertThat(told.brief()).isEqualTo("GET /users/{id} 200");
        assertThat(told.variant()).isEmpty();
        assertThat(told.requestBytes()).isEqualTo(9 + GET.length);
        assertThat(told.responseBytes()).isEqualTo(9 + 1 + 9 + 5);
        assertThat(told.firstByteNanos() - told.startNanos()).isEqualTo(5_000 + PIECE_NANOS);
        assertThat(told.endNanos() - told.startNanos()).isEqualTo(5_000 + 3 * PIECE_NANOS);
    }

    @Test
    void aCallAndItsStatus() {
        begin();
        talk.client(headers(END_HEADERS, 1, CALL), frame(Frame.DATA, END_STREAM, 1, "\0\0\0\0\0"));
        talk.server(headers(END_HEADERS, 1, GRPC_OK), frame(Frame.DATA, 0, 1, "\0\0\0\0\0"));
        talk.server(headers(WHOLE, 1, named("grpc-status", "0"), named("grpc-message", "")));
        talk.client(headers(END_HEADERS, 3, CALL)).server(headers(WHOLE, 3, GRPC_OK, named("grpc-status", "14")));

        assertThat(talk.brief()).containsExactly("shop.Cart/Add 0", "shop.Cart/Add 14 !14");
        assertThat(talk.told()).allMatch(told -> told.variant().equals("grpc"));
    }

    @Test
    void streamsAreAnsweredInAnyOrder() {
        begin();
        talk.client(headers(WHOLE, 1, GET), headers(WHOLE, 3, 0x82, 0x84), headers(WHOLE, 5, 0x83, literal(4, "/c")));
        talk.server(headers(WHOLE, 5, 0x8e), headers(WHOLE, 3, 0x8d), headers(END_HEADERS, 1, OK));
        talk.server(frame(Frame.DATA, END_STREAM, 1));

        assertThat(talk.brief()).containsExactly("POST /c 500 !500", "GET / 404 !404", "GET /users/{id} 200");
    }

    @Test
    void aLargeBodyEndsWithItsLastByte() {
        begin();
        talk.client(headers(WHOLE, 1, GET)).server(headers(END_HEADERS, 1, OK));
        byte[] start = bytes(0, 0x40, 0, Frame.DATA, END_STREAM, 0, 0, 0, 1, "begins");
        talk.say(SERVER, start, 0, start.length, 9 + 0x3000);
        assertThat(talk.told()).isEmpty();

        talk.waits(900).unseen(SERVER, 0x1000);

        assertThat(talk.only().brief()).isEqualTo("GET /users/{id} 200");
        assertThat(talk.only().endNanos() - talk.only().startNanos()).isEqualTo(900 + 4 * PIECE_NANOS);
    }

    @Test
    void headersMayComeInSeveralFramesWithPaddingAndPriority() {
        begin();
        byte[] path = literal(4, "/long/path");
        byte[] first = frame(
                Frame.HEADERS,
                END_STREAM | Frame.PADDED | Frame.WITH_PRIORITY,
                1,
                3,
                0,
                0,
                0,
                0,
                16,
                0x82,
                0x86,
                "\0\0\0");
        talk.client(first);
        talk.client(
                frame(Frame.CONTINUATION, 0, 1, slice(path, 0, 4)), frame(Frame.CONTINUATION, 4, 1, slice(path, 4)));
        talk.server(frame(Frame.HEADERS, WHOLE | Frame.PADDED, 1, 1, OK, 0));

        assertThat(talk.brief()).containsExactly("GET /long/path 200");
    }

    @Test
    void preliminaryAnswersAndTrailersAreNoAnswers() {
        begin();
        talk.client(
                headers(END_HEADERS, 1, 0x83, 0x84), frame(Frame.DATA, 0, 1, "x"), headers(WHOLE, 1, named("a", "b")));
        talk.server(headers(END_HEADERS, 1, literal(8, "103"))).server(headers(END_HEADERS, 1, OK));
        talk.server(headers(WHOLE, 1, named("digest", "x")));

        assertThat(talk.only().brief()).isEqualTo("POST / 200");
        assertThat(talk.only().firstByteNanos() - talk.only().startNanos()).isEqualTo(2 * PIECE_NANOS);
    }

    @Test
    void whatTheServerPushesIsNoRequest() {
        begin();
        talk.client(headers(WHOLE, 1, GET));
        talk.server(frame(Frame.PUSH_PROMISE, END_HEADERS, 1, 0, 0, 0, 2, 0x82, indexed(4, "/style.css")));
        talk.server(headers(END_HEADERS, 2, OK), frame(Frame.DATA, END_STREAM, 2, "x"), headers(WHOLE, 1, OK));

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200");
    }

    @Test
    void resetStreamsFailed() {
        begin();
        talk.client(headers(WHOLE, 1, GET), headers(WHOLE, 3, GET), headers(END_HEADERS, 5, CALL));
        talk.client(reset(1, 8))
                .server(reset(3, 7))
                .server(headers(END_HEADERS, 5, GRPC_OK))
                .server(reset(5, 2));
        talk.server(headers(WHOLE, 1, OK));

        assertThat(talk.brief())
                .containsExactly(
                        "GET /users/{id} !cancelled",
                        "GET /users/{id} !refused_stream",
                        "shop.Cart/Add !internal_error");
    }

    @Test
    void streamsBehindAGoAwayAreRefused() {
        begin();
        talk.client(headers(WHOLE, 1, GET), headers(WHOLE, 3, GET));
        talk.server(frame(Frame.GOAWAY, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, "bye"), headers(WHOLE, 1, OK));

        assertThat(talk.brief()).containsExactly("GET /users/{id} !refused_stream", "GET /users/{id} 200");
    }

    @Test
    void theTraceContextIsReadAlsoWhenItIsSaidAgainByNumber() {
        begin();
        byte[] trace =
                bytes(0x40, text("traceparent"), text("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        talk.client(headers(WHOLE, 1, GET, trace), headers(WHOLE, 3, GET, 0xbe)).server(headers(WHOLE, 1, OK));
        talk.server(headers(WHOLE, 3, OK));

        assertThat(talk.told())
                .extracting(Talk.Told::trace)
                .containsOnly(List.of(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0xb7ad6b7169203331L, 1L));
    }

    @Test
    void joinedMidwayNamesAreLearntAsTheyAppear() {
        talk.client(headers(WHOLE, 71, 0x82, 0xbe, 0xbf)).server(headers(WHOLE, 71, OK, 0xc0));
        talk.client(headers(WHOLE, 73, 0x82, indexed(4, "/learnt"))).server(headers(WHOLE, 73, OK));
        talk.client(headers(WHOLE, 75, 0x82, 0xbe)).server(headers(WHOLE, 75, OK));

        assertThat(talk.brief()).containsExactly("GET unknown 200", "GET /learnt 200", "GET /learnt 200");
    }

    @Test
    void joinedMidwayACallIsKnownByItsName() {
        talk.client(headers(END_HEADERS, 71, 0x83, literal(4, "/shop.Cart/Add"), 0xbe));
        talk.server(headers(END_HEADERS, 71, OK, 0xbf)).server(headers(WHOLE, 71, named("grpc-status", "5")));
        talk.client(headers(END_HEADERS, 73, 0x83, 0xbf, 0xc0)).server(headers(WHOLE, 73, OK, 0xbf));

        assertThat(talk.brief()).containsExactly("shop.Cart/Add 5 !5", "unknown");
        assertThat(talk.told()).allMatch(told -> told.variant().equals("grpc"));
    }

    @Test
    void answersToRequestsFromBeforeAreToldWithoutDuration() {
        talk.server(headers(END_HEADERS, 69, OK, 0xbf)).client(headers(WHOLE, 71, GET));
        talk.server(frame(Frame.DATA, END_STREAM, 69, "x"), headers(WHOLE, 71, OK));

        assertThat(talk.brief()).containsExactly("_OTHER unknown 200 ?", "GET /users/{id} 200");
    }

    @Test
    void anAnswerSeenBeforeItsRequestWaits() {
        begin();
        talk.server(headers(WHOLE, 1, OK)).client(headers(WHOLE, 1, GET));

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200");
        assertThat(talk.conversation().losses()).isZero();
    }

    @Test
    void afterLostRequestsNumbersOfHeadersAreUnknownAndAnswersGoToTheirStreams() {
        begin();
        talk.client(headers(WHOLE, 1, 0x82, indexed(4, "/known"))).server(headers(WHOLE, 1, OK));
        talk.lost(CLIENT, 200).client(headers(WHOLE, 7, 0x82, 0xbe));
        talk.server(headers(WHOLE, 5, 0x8e), headers(WHOLE, 7, OK));

        assertThat(talk.brief()).containsExactly("GET /known 200", "_OTHER unknown 500 !500 ?", "GET unknown 200");
    }

    @Test
    void afterLostAnswersWhatWasOpenHasNoDuration() {
        begin();
        talk.client(headers(WHOLE, 1, GET), headers(WHOLE, 3, GET)).server(headers(END_HEADERS, 1, OK));
        talk.lost(SERVER, 20_000).server(frame(Frame.DATA, END_STREAM, 1, "x"), headers(WHOLE, 3, OK));
        talk.client(headers(WHOLE, 5, GET)).server(headers(WHOLE, 5, OK));

        assertThat(talk.brief()).containsExactly("GET /users/{id} 200 ?", "GET /users/{id} ?", "GET /users/{id} 200");
    }

    @Test
    void nonsenseIsALoss() {
        begin();
        talk.client(headers(WHOLE, 1, GET)).server("this is no frame of anything");
        talk.client(headers(WHOLE, 3, 0x80));

        assertThat(talk.conversation().losses()).isEqualTo(2);
        assertThat(talk.brief()).containsExactly("GET /users/{id} ?");
    }

    @Test
    void anyCutOfTheBytesTellsTheSame() {
        new Script(script()).isTheSameInPieces(() -> new Http2Protocol(new Routes()));
    }

    @Test
    void mutatedBytesDoNoHarm() {
        assertThat(new Script(script()).spoilt(() -> new Http2Protocol(new Routes())))
                .isBetween(3, 60);
    }

    private static List<Talk.Said> script() {
        List<Talk.Said> script = new ArrayList<>();
        script.add(new Talk.Said(CLIENT, PREFACE));
        script.add(new Talk.Said(SERVER, bytes(SETTINGS, frame(Frame.SETTINGS, Frame.ACK, 0))));
        byte[] path = literal(4, "/long/path");
        for (int stream = 1; stream < 9; stream += 4) {
            script.add(new Talk.Said(
                    CLIENT, bytes(headers(END_HEADERS, stream, CALL), frame(Frame.DATA, 1, stream, "abc"))));
            script.add(new Talk.Said(
                    CLIENT,
                    bytes(
                            frame(Frame.HEADERS, END_STREAM | Frame.PADDED, stream + 2, 2, 0x82, 0x86, "\0\0"),
                            frame(Frame.CONTINUATION, END_HEADERS, stream + 2, path))));
            script.add(new Talk.Said(SERVER, headers(END_HEADERS, stream + 2, OK, indexed(54, "nginx"))));
            script.add(new Talk.Said(SERVER, headers(END_HEADERS, stream, GRPC_OK)));
            script.add(new Talk.Said(SERVER, frame(Frame.DATA, END_STREAM, stream + 2, "hello")));
            script.add(new Talk.Said(SERVER, headers(WHOLE, stream, named("grpc-status", "3"))));
        }
        script.add(new Talk.Said(CLIENT, bytes(headers(WHOLE, 11, GET), reset(11, 8))));
        return script;
    }

    private static byte[] frame(int type, int flags, int stream, Object... payload) {
        byte[] content = bytes(payload);
        return bytes(0, content.length >> 8, content.length, type, flags, 0, 0, 0, stream, content);
    }

    private static byte[] headers(int flags, int stream, Object... block) {
        return frame(Frame.HEADERS, flags, stream, block);
    }

    private static byte[] reset(int stream, int code) {
        return frame(Frame.RST_STREAM, 0, stream, 0, 0, 0, code);
    }

    /** Not to be kept, its name by number. */
    private static byte[] literal(int name, String value) {
        return name < 15 ? bytes(name, text(value)) : bytes(15, name - 15, text(value));
    }

    /** To be kept, its name by number. */
    private static byte[] indexed(int name, String value) {
        return bytes(0x40 | name, text(value));
    }

    private static byte[] named(String name, String value) {
        return bytes(0, text(name), text(value));
    }

    private static byte[] text(String text) {
        return bytes(text.length(), text);
    }

    private static byte[] slice(byte[] bytes, int from) {
        return slice(bytes, from, bytes.length);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
