// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Words;

/** What an error of the server says of itself: fields, each a letter and a text. */
final class Fault {
    /** The code comes before the texts that may be long. */
    static final int ENOUGH = 256;

    private static final int CODE = 5;

    private final Words codes;
    private String code = "";
    private boolean fatal;

    Fault(Words codes) {
        this.codes = codes;
    }

    /** SQLSTATE; empty: it has none. */
    String code() {
        return code;
    }

    /** The connection ends with it. */
    boolean isFatal() {
        return fatal;
    }

    Fault read(Piece piece, int end) {
        code = "";
        fatal = false;
        int at = Frame.HEAD;
        while (at < end && piece.get(at) != 0) {
            int zero = piece.indexOf((byte) 0, at + 1, end);
            if (zero < 0) {
                return this;
            }
            field(piece, at, zero);
            at = zero + 1;
        }
        return this;
    }

    private void field(Piece piece, int at, int end) {
        byte type = piece.get(at);
        if (type == 'C' && end - at - 1 == CODE) {
            code = codes.word(piece, at + 1, end);
        } else if (type == 'S' || type == 'V') {
            byte first = end > at + 1 ? piece.get(at + 1) : 0;
            fatal |= first == 'F' || (first == 'P' && end - at - 1 == CODE);
        }
    }
}
