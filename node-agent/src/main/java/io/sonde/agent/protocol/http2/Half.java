// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Piece;

/** One direction of a connection. */
final class Half {
    final HpackDecoder decoder;

    boolean begun;

    /** Up to here the frames of an unfinished block of headers were looked at. */
    int walked;

    /** The stream that ends with what passes now; 0: none. */
    int ending;

    Half(Values values) {
        decoder = new HpackDecoder(values);
    }

    /** The first frame is here. */
    void begin(boolean fromTheStart) {
        begun = true;
        if (!fromTheStart) {
            decoder.forget();
        }
    }

    /**
     * How long the block of headers at the beginning is with all its frames, or {@link Dialogue#MORE}, or {@link Dialogue#LOST}. Each
     * frame is looked at once, also when they come in many small parts.
     */
    long blockLength(Piece piece) {
        int at = walked;
        boolean last = false;
        while (!last) {
            if (at + Frame.HEADER > piece.length()) {
                return walkedTo(at);
            }
            if (at > 0
                    && (Frame.type(piece, at) != Frame.CONTINUATION
                            || Frame.stream(piece, at) != Frame.stream(piece, 0))) {
                return Dialogue.LOST;
            }
            long next = (long) at + Frame.HEADER + Frame.length(piece, at);
            if (next > piece.length()) {
                return walkedTo(at);
            }
            last = (Frame.flags(piece, at) & Frame.END_HEADERS) != 0;
            at = (int) next;
        }
        walked = 0;
        return at;
    }

    private long walkedTo(int at) {
        walked = at;
        return Dialogue.MORE;
    }

    void lost() {
        begun = true;
        walked = 0;
        ending = 0;
        decoder.forget();
    }
}
