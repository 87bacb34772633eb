// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import io.sonde.agent.protocol.all.Protocols;

/** A request and its answer on one stream of HTTP/2 after another. The first one says its headers in full, later ones by number. */
final class Streams implements Exchanges.Listener {
    private static final byte[] PREFACE = Round.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0, 0, 0, 4, 0, 0, 0, 0, 0);
    private static final byte[] SETTINGS = Round.bytes(0, 0, 0, 4, 0, 0, 0, 0, 0);
    private static final int FRAME_HEADER = 9;
    private static final int END_HEADERS = 4;
    private static final int END_STREAM = 1;

    private final byte[] request;
    private final byte[] answer;
    private final Conversation conversation;
    private final Piece piece = new Piece();
    private int requestPosition;
    private int answerPosition;
    private int stream = 1;
    private long now = 1;
    private long told;

    /** @param headers what the first request and its answer say, so that the others can use its numbers */
    Streams(byte[] headers, byte[] answerHeaders, byte[] request, byte[] answer) {
        this.request = request;
        this.answer = answer;
        conversation = new Conversation(new Sessions(Protocols.ALL, ConversationLimits.DEFAULTS), this);
        sent(PREFACE);
        received(SETTINGS);
        say(headers(END_STREAM, headers), headers(END_STREAM, answerHeaders));
        say();
        if (told != 2) {
            throw new IllegalStateException("BUG: " + told + " requests instead of 2");
        }
    }

    static byte[] headers(int flags, byte[] block) {
        return frame(1, flags | END_HEADERS, block);
    }

    static byte[] data(int flags, int size) {
        return frame(0, flags, new byte[size]);
    }

    private static byte[] frame(int type, int flags, byte[] content) {
        return Round.bytes(0, content.length >> 8, content.length, type, flags, 0, 0, 0, 0, content);
    }

    long say() {
        say(request, answer);
        return told;
    }

    private void say(byte[] asked, byte[] answered) {
        number(asked);
        number(answered);
        stream += 2;
        sent(asked);
        received(answered);
    }

    private void sent(byte[] bytes) {
        conversation.moved(true, requestPosition, piece.set(bytes, 0, bytes.length, now, now), bytes.length);
        requestPosition += bytes.length;
        now += 1_000;
    }

    private void received(byte[] bytes) {
        conversation.moved(false, answerPosition, piece.set(bytes, 0, bytes.length, now, now), bytes.length);
        answerPosition += bytes.length;
        now += 1_000;
    }

    private void number(byte[] frames) {
        int at = 0;
        while (at < frames.length) {
            frames[at + 5] = (byte) (stream >>> 24 & 0x7f);
            frames[at + 6] = (byte) (stream >>> 16);
            frames[at + 7] = (byte) (stream >>> 8);
            frames[at + 8] = (byte) stream;
            at += FRAME_HEADER + ((frames[at + 1] & 0xff) << 8 | (frames[at + 2] & 0xff));
        }
    }

    @Override
    public void over(Exchange exchange, long endNanos) {
        told++;
    }

    @Override
    public boolean wantsText() {
        return false;
    }
}
