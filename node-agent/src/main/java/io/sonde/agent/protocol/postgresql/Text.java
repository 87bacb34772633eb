// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Piece;

/** Text that a zero ends. */
final class Text {
    private Text() {}

    /** Where the zero is, before {@code limit} and the end of the piece; negative: nowhere, or what is there is no text. */
    static int end(Piece piece, int from, int limit) {
        int last = Math.min(limit, piece.length());
        for (int at = from; at < last; at++) {
            byte b = piece.get(at);
            if (b == 0) {
                return at;
            }
            if (b > 0 && b < ' ' && b != '\n' && b != '\t' && b != '\r') {
                return -1;
            }
        }
        return -1;
    }
}
