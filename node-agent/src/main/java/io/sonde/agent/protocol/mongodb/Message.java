// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mongodb;

import io.sonde.agent.protocol.Piece;

/** The head of every message: length, number, number of what it answers, code. */
final class Message {
    static final int HEAD = 16;

    static final int REPLY = 1;
    static final int UPDATE = 2001;
    static final int INSERT = 2002;
    static final int QUERY = 2004;
    static final int GET_MORE = 2005;
    static final int DELETE = 2006;
    static final int KILL_CURSORS = 2007;
    static final int COMPRESSED = 2012;
    static final int MSG = 2013;

    /** Of OP_MSG: another one of the same sender follows, which was not asked for. */
    static final int MORE_TO_COME = 2;

    /** The server's own limit, which is a little over that of its documents. */
    private static final int LONGEST = 48_000_000;

    private static final int KNOWN_FLAGS = 0x1_0003;

    private Message() {}

    static int number(Piece piece) {
        return piece.i32Little(4);
    }

    static int answerTo(Piece piece) {
        return piece.i32Little(8);
    }

    static int code(Piece piece) {
        return piece.i32Little(12);
    }

    static boolean isLength(int length) {
        return length >= HEAD && length <= LONGEST;
    }

    static boolean isCode(int code) {
        return switch (code) {
            case REPLY, UPDATE, INSERT, QUERY, GET_MORE, DELETE, KILL_CURSORS, COMPRESSED, MSG -> true;
            default -> false;
        };
    }

    /** Whether what follows the head, as far as it is here, is as it must be. */
    static boolean isBody(Piece piece, int code) {
        int flags = piece.i32Little(HEAD);
        return switch (code) {
            case MSG -> (flags & ~KNOWN_FLAGS) == 0 && piece.u8(HEAD + 4) <= 1;
            case COMPRESSED ->
                isCode(flags) && flags != COMPRESSED && piece.u8(HEAD + 8) <= 3 && isSize(piece.i32Little(HEAD + 4));
            case QUERY -> (flags & ~0xff) == 0 && piece.get(HEAD + 4) > ' ';
            case REPLY -> (flags & ~0xf) == 0;
            default -> flags == 0 && piece.get(HEAD + 4) >= 0;
        };
    }

    private static boolean isSize(int size) {
        return size > 0 && size <= LONGEST;
    }
}
