// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mysql;

import io.sonde.agent.protocol.Piece;

/** Three bytes of length, one that counts the packets of a command, and what is in it. */
final class Packet {
    static final int HEAD = 4;

    /** A packet of this length goes on in the next one. */
    static final int LONGEST = 0xff_ffff;

    static final int OK = 0x00;
    static final int END = 0xfe;
    static final int ERROR = 0xff;
    static final int FILE = 0xfb;

    /** Where the state flags of an END are. */
    private static final int END_FLAGS = HEAD + 3;

    static final int END_LENGTH = 5;

    private static final int MORE_RESULTS = 0x0008;
    private static final int CURSOR = 0x0040;

    /** So much of an answer must be there to know its flags. */
    static final int ENOUGH = HEAD + 1 + 9 + 9 + 2;

    private Packet() {}

    /** Without the head. Needs {@link #HEAD} bytes. */
    static int length(Piece piece, int at) {
        return piece.u24Little(at);
    }

    static int number(Piece piece, int at) {
        return piece.u8(at + 3);
    }

    /** What the packet is by its first byte; negative: it is empty. */
    static int kind(Piece piece, int at) {
        return length(piece, at) == 0 || piece.length() <= at + HEAD ? -1 : piece.u8(at + HEAD);
    }

    static boolean isEnd(Piece piece, int at) {
        return kind(piece, at) == END && length(piece, at) < LONGEST && length(piece, at) >= END_LENGTH;
    }

    static boolean moreResults(Piece piece) {
        return (flags(piece) & MORE_RESULTS) != 0;
    }

    /** Whether rows wait on the server to be fetched. */
    static boolean opensCursor(Piece piece) {
        return (flags(piece) & CURSOR) != 0;
    }

    private static int flags(Piece piece) {
        if (kind(piece, 0) == END && length(piece, 0) == END_LENGTH) {
            return flagsAt(piece, END_FLAGS);
        }
        int rows = HEAD + 1;
        int id = rows + numberLength(piece, rows);
        return flagsAt(piece, id + numberLength(piece, id));
    }

    private static int flagsAt(Piece piece, int at) {
        boolean there = at + 2 <= piece.length() && at + 2 <= HEAD + length(piece, 0);
        return there ? piece.u16Little(at) : 0;
    }

    /** How many bytes a number of variable length takes. */
    static int numberLength(Piece piece, int at) {
        int first = at < piece.length() ? piece.u8(at) : 0;
        return switch (first) {
            case 0xfc -> 3;
            case 0xfd -> 4;
            case 0xfe -> 9;
            default -> 1;
        };
    }

    /** The number itself, which is known to be small. */
    static int number16(Piece piece, int at) {
        return piece.u8(at) == 0xfc && at + 3 <= piece.length() ? piece.u16Little(at + 1) : piece.u8(at);
    }
}
