// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import io.sonde.agent.protocol.all.Protocols;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A request and its answer, said again and again on one connection that is known already. */
final class Round implements Exchanges.Listener {
    private final byte[] request;
    private final byte[] answer;
    private final Conversation conversation;
    private final Piece piece = new Piece();
    private int requestPosition;
    private int answerPosition;
    private long now = 1;
    private long told;

    Round(byte[] request, byte[] answer) {
        this.request = request;
        this.answer = answer;
        conversation = new Conversation(new Sessions(Protocols.ALL, ConversationLimits.DEFAULTS), this);
        say();
        if (told != 1) {
            throw new IllegalStateException(
                    "BUG: " + told + " requests in " + new String(request, StandardCharsets.ISO_8859_1));
        }
    }

    /** Numbers are one byte each, texts a byte for each character. */
    static byte[] bytes(Object... parts) {
        var bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number -> bytes.write(number);
                case byte[] array -> bytes.writeBytes(array);
                default -> bytes.writeBytes(part.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    long say() {
        conversation.moved(true, requestPosition, piece.set(request, 0, request.length, now, now), request.length);
        requestPosition += request.length;
        now += 1_000;
        conversation.moved(false, answerPosition, piece.set(answer, 0, answer.length, now, now), answer.length);
        answerPosition += answer.length;
        now += 1_000;
        return told;
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
