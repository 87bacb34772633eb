// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

import io.sonde.agent.protocol.Piece;

/** The head of a request: length, call, version, number, name of the client. */
final class Request {
    static final int LENGTH = 4;

    /** Where the client's name begins, behind its own length. */
    static final int NAME = LENGTH + 10;

    private static final int LONGEST = 128 << 20;
    private static final int LONGEST_NAME = 256;

    private Request() {}

    static boolean isLength(int length) {
        return length >= NAME - LENGTH && length <= LONGEST;
    }

    static int key(Piece piece) {
        return piece.u16(4);
    }

    static int version(Piece piece) {
        return piece.u16(6);
    }

    static int number(Piece piece) {
        return piece.i32(8);
    }

    private static int nameLength(Piece piece) {
        return (short) piece.u16(12);
    }

    static int nameEnd(Piece piece) {
        return NAME + Math.max(0, nameLength(piece));
    }

    /** Needs {@link #NAME} bytes; the name itself need not be there. */
    static boolean isHead(Piece piece) {
        int name = nameLength(piece);
        return Api.exists(key(piece), version(piece))
                && number(piece) >= 0
                && name >= -1
                && name <= LONGEST_NAME
                && NAME + Math.max(0, name) <= LENGTH + piece.i32(0)
                && isPrintable(piece, NAME, Math.min(nameEnd(piece), piece.length()));
    }

    /** Frames of HTTP/2 look like calls of a client without a name; such a call counts when it is as long as it says. */
    static boolean hasNameOrEnd(Piece piece) {
        return nameLength(piece) != 0 || piece.length() >= LENGTH + (long) piece.i32(0);
    }

    private static boolean isPrintable(Piece piece, int from, int to) {
        for (int at = from; at < to; at++) {
            if (piece.get(at) < ' ' || piece.get(at) == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
