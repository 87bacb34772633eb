// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.amqp;

import static io.sonde.agent.protocol.Side.CLIENT;
import static io.sonde.agent.protocol.Side.SERVER;
import static io.sonde.agent.protocol.Talk.PIECE_NANOS;
import static io.sonde.agent.protocol.Talk.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.Script;
import io.sonde.agent.protocol.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmqpDialogueTest {
    private static final byte[] PUBLISH = method(1, 60, 40, 0, 0, text("orders"), text("eu.new"), 0);
    private static final byte[] DELIVER =
            method(1, 60, 60, text("tag"), new byte[8], 0, text("orders"), text("eu.new"));

    private final Talk talk = new Talk(new AmqpProtocol());

    @Test
    void aPublishedMessageIsOverWithItsLastByte() {
        talk.client(Frame.GREETING)
                .client(bytes(PUBLISH, header(1, 40), body(1, new byte[30])))
                .waits(700);
        assertThat(talk.told()).isEmpty();

        talk.client(body(1, new byte[10]));

        assertThat(talk.only().brief()).isEqualTo("basic.publish orders");
        assertThat(talk.only().endNanos() - talk.only().startNanos()).isEqualTo(700 + 2 * PIECE_NANOS);
        assertThat(talk.only().requestBytes()).isEqualTo(PUBLISH.length + 22 + 38 + 18);
    }

    @Test
    void withoutAnExchangeTheQueueIsTheTarget() {
        talk.client(bytes(method(1, 60, 40, 0, 0, text(""), text("jobs"), 0), header(1, 0)));
        talk.client(bytes(method(1, 60, 40, 0, 0, text(""), text("amq.gen-JzTY20BRgKO"), 0), header(1, 0)));

        assertThat(talk.brief()).containsExactly("basic.publish jobs", "basic.publish amq.gen-*");
    }

    @Test
    void deliveriesAndWhatBecomesOfThem() {
        talk.server(bytes(DELIVER, header(1, 3), body(1, "abc"))).client(method(1, 60, 80, new byte[8], 0));

        assertThat(talk.brief()).containsExactly("basic.deliver orders", "basic.ack");
    }

    @Test
    void questionsAreOverWhenTheirChannelAnswers() {
        talk.client(method(1, 50, 10, 0, 0, text("jobs"), 0, new byte[4]), method(2, 60, 70, 0, 0, text("jobs"), 0));
        talk.server(method(2, 60, 72, text(""))).server(method(1, 50, 11, text("jobs"), new byte[8]));
        talk.client(method(2, 60, 70, 0, 0, text("jobs"), 0));
        talk.server(method(2, 60, 71, new byte[9], text(""), text("jobs"), new byte[4]), header(2, 2))
                .waits(50);
        talk.server(body(2, "hi"));

        assertThat(talk.brief()).containsExactly("basic.get jobs empty", "queue.declare jobs", "basic.get jobs");
        assertThat(talk.told().getLast().endNanos() - talk.told().getLast().startNanos())
                .isEqualTo(50 + 3 * PIECE_NANOS);
    }

    @Test
    void aQuestionThatWantsNoAnswerIsOverAtOnce() {
        talk.client(method(1, 50, 10, 0, 0, text("jobs"), 0x10, new byte[4]));

        assertThat(talk.brief()).containsExactly("queue.declare jobs");
    }

    @Test
    void whatTheServerClosesFailed() {
        talk.client(method(0, 10, 40, text("/bad"), text(""), 0));
        talk.server(method(0, 10, 50, 530 >> 8, 530, text("NOT_ALLOWED"), 0, 10, 0, 40));

        assertThat(talk.brief()).containsExactly("connection.open 530 !530");
    }

    @Test
    void anErrorThatNobodyWaitsForIsToldByItself() {
        talk.client(bytes(PUBLISH, header(1, 0)));
        talk.server(method(1, 20, 40, 404 >> 8, 404, text("NOT_FOUND"), 0, 60, 0, 40));
        talk.server(method(2, 60, 50, 312 >> 8, 312, text("NO_ROUTE"), text("orders"), text("x")), header(2, 0));
        talk.server(method(0, 10, 50, 200 >> 8, 200, text("bye"), 0, 0, 0, 0));

        assertThat(talk.brief())
                .containsExactly("basic.publish orders", "channel.close 404 !404", "basic.return orders 312 !312");
    }

    @Test
    void channelsDoNotMix() {
        byte[] other = method(2, 60, 40, 0, 0, text("logs"), text(""), 0);
        talk.client(bytes(PUBLISH, other, header(2, 5), header(1, 3), body(2, "hello"), body(1, "abc")));

        assertThat(talk.brief()).containsExactly("basic.publish logs", "basic.publish orders");
    }

    @Test
    void aLargeMessageIsSkipped() {
        byte[] start = bytes(3, 0, 1, 0, 1, 0, 0, "begins");
        talk.client(bytes(PUBLISH, header(1, 65_536)))
                .say(CLIENT, start, 0, start.length, 50_000)
                .unseen(CLIENT, 15_544);

        assertThat(talk.only().brief()).isEqualTo("basic.publish orders");
        assertThat(talk.conversation().losses()).isZero();
    }

    @Test
    void afterALossWhatWasOpenHasNoDuration() {
        talk.client(bytes(PUBLISH, header(1, 9))).lost(CLIENT, 300).client(bytes(PUBLISH, header(1, 0)));

        assertThat(talk.brief()).containsExactly("basic.publish orders ?", "basic.publish orders");
    }

    @Test
    void goesOnWithTheNextFrameOfAPieceThatBeginsMidway() {
        byte[] rest = bytes("the end of a body", 0xce, "\u0001\u0000", 0xce);
        talk.client(bytes(PUBLISH, header(1, 0)))
                .lost(CLIENT, 300)
                .client(bytes(rest, PUBLISH, header(1, 2), body(1, "hi")))
                .client(bytes(PUBLISH, header(1, 0)));

        assertThat(talk.brief())
                .containsExactly("basic.publish orders", "basic.publish orders", "basic.publish orders");
    }

    @Test
    void anyCutOfTheBytesTellsTheSame() {
        new Script(script()).isTheSameInPieces(AmqpProtocol::new);
    }

    @Test
    void mutatedBytesDoNoHarm() {
        assertThat(new Script(script()).spoilt(AmqpProtocol::new)).isBetween(3, 60);
    }

    private static List<Talk.Said> script() {
        return List.of(
                new Talk.Said(CLIENT, Frame.GREETING),
                new Talk.Said(SERVER, method(0, 10, 10, 0, 9, new byte[12])),
                new Talk.Said(CLIENT, method(0, 10, 40, text("/"), text(""), 0)),
                new Talk.Said(SERVER, method(0, 10, 41, text(""))),
                new Talk.Said(CLIENT, bytes(PUBLISH, header(1, 5), body(1, "he"), body(1, "llo"), new byte[0])),
                new Talk.Said(SERVER, bytes(DELIVER, header(1, 3), body(1, "abc"), 8, 0, 0, 0, 0, 0, 0, 0xce)),
                new Talk.Said(CLIENT, method(1, 60, 70, 0, 0, text("jobs"), 0)),
                new Talk.Said(SERVER, method(1, 60, 72, text(""))),
                new Talk.Said(CLIENT, method(1, 50, 20, 0, 0, text("a"), text("b"), text("c"), 0, new byte[4])),
                new Talk.Said(SERVER, method(1, 20, 40, 1, 0x94, text("NOT_FOUND"), 0, 50, 0, 20)));
    }

    private static byte[] method(int channel, int group, int member, Object... arguments) {
        return frame(Frame.METHOD, channel, bytes(0, group, 0, member, bytes(arguments)));
    }

    private static byte[] header(int channel, int size) {
        return frame(Frame.CONTENT_HEADER, channel, bytes(0, 60, 0, 0, new byte[5], size >> 16, size >> 8, size, 0, 0));
    }

    private static byte[] body(int channel, Object content) {
        return frame(Frame.BODY, channel, bytes(content));
    }

    private static byte[] frame(int type, int channel, byte[] content) {
        return bytes(type, 0, channel, 0, 0, content.length >> 8, content.length, content, 0xce);
    }

    private static byte[] text(String text) {
        return bytes(text.length(), text);
    }
}
