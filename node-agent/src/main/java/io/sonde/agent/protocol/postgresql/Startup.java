// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Piece;

/** What a client says before anything else: a length and a code, without a letter for the type. */
final class Startup {
    static final int CODE_END = 8;

    static final int CANCEL = 80_877_102;
    static final int TLS = 80_877_103;
    static final int GSS = 80_877_104;

    private static final int PROTOCOL_3 = 3;
    /** The server's own limit. */
    private static final int LONGEST = 10_000;

    private Startup() {}

    /** Whether the bytes, all or so many as there are, may be one. */
    static boolean mayBe(Piece piece) {
        int length = piece.length();
        if (piece.u8(0) != 0 || (length > 1 && piece.u8(1) != 0)) {
            return false;
        }
        if (length < CODE_END) {
            return length < 4 || isLength(piece.i32(0));
        }
        return isLength(piece.i32(0)) && length <= piece.i32(0) && fits(piece);
    }

    private static boolean isLength(int length) {
        return length >= CODE_END && length <= LONGEST;
    }

    private static boolean fits(Piece piece) {
        return switch (piece.i32(4)) {
            case TLS, GSS -> piece.i32(0) == CODE_END;
            case CANCEL -> piece.i32(0) >= 16;
            default -> piece.u16(4) == PROTOCOL_3 && hasOptions(piece);
        };
    }

    /** Pairs of text follow, the first one named like an option, and a last zero. */
    private static boolean hasOptions(Piece piece) {
        if (piece.length() > CODE_END && !isLetter(piece.get(CODE_END))) {
            return false;
        }
        return piece.length() < piece.i32(0) || (piece.length() > CODE_END + 2 && piece.get(piece.length() - 1) == 0);
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || b == '_';
    }

    static boolean isComplete(Piece piece) {
        return piece.length() >= CODE_END && piece.length() >= piece.i32(0);
    }
}
