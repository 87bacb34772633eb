// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;

/** The simplest protocol: "?word" is asked, "!word" answers, each on a line; "!no" is an error. */
final class Lines implements Protocol {
    @Override
    public String name() {
        return "lines";
    }

    @Override
    public Family family() {
        return Family.DATABASE;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        return switch (first.u8(0)) {
            case '?' -> Recognition.REQUEST;
            case '!' -> Recognition.RESPONSE;
            default -> Recognition.NO;
        };
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new Dialogue() {
            @Override
            public long read(Side side, Piece piece) {
                int end = piece.indexOf((byte) '\n', 0, piece.length());
                if (end < 0) {
                    return MORE;
                }
                String word = piece.text(1, end);
                if (side == Side.CLIENT) {
                    exchanges.begin(piece.startNanos()).operation = word;
                    return end + 1L;
                }
                Exchange asked = exchanges.oldest();
                if (asked == null) {
                    return LATER;
                }
                asked.answerBegins(piece.startNanos());
                asked.status = word;
                asked.error = word.equals("no") ? word : "";
                exchanges.complete(asked, piece.endNanos());
                return end + 1L;
            }

            @Override
            public void lost(Side side) {
                exchanges.tellAll(0);
            }

            @Override
            public boolean resumes(Side side, Piece piece) {
                return recognise(piece, 0) == (side == Side.CLIENT ? Recognition.REQUEST : Recognition.RESPONSE);
            }
        };
    }
}
