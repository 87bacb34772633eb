// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Side;

/** A message after the startup: a letter for its type, and a length that counts itself. */
final class Frame {
    static final int HEAD = 5;

    /** Of a message that may be long, as long as the server allows. */
    private static final int LONG = 0x3fff_ffff;

    private static final int SHORT = 30_000;

    private Frame() {}

    /** With the letter; negative: no message of this side looks like that. Needs {@link #HEAD} bytes. */
    static long length(Side side, Piece piece, int at) {
        int length = piece.i32(at + 1);
        int type = piece.u8(at);
        long range = side == Side.CLIENT ? ofClient(type) : ofServer(type);
        boolean fits = length >= (range >>> 32) && length <= (int) range;
        return fits ? 1L + length : -1;
    }

    private static long ofClient(int type) {
        return switch (type) {
            case 'S', 'H', 'X', 'c' -> range(4, 4);
            case 'Q', 'f', 'p' -> range(5, LONG);
            case 'P' -> range(8, LONG);
            case 'B' -> range(12, LONG);
            case 'E' -> range(9, SHORT);
            case 'D', 'C' -> range(6, SHORT);
            case 'F' -> range(14, LONG);
            case 'd' -> range(4, LONG);
            default -> range(1, 0);
        };
    }

    private static long ofServer(int type) {
        return switch (type) {
            case '1', '2', '3', 'I', 'n', 's', 'c' -> range(4, 4);
            case 'Z' -> range(5, 5);
            case 'K' -> range(12, 264);
            case 'R', 'v' -> range(8, SHORT);
            case 't', 'T', 'D' -> range(6, LONG);
            case 'C' -> range(5, SHORT);
            case 'E', 'N' -> range(5, LONG);
            case 'S' -> range(6, SHORT);
            case 'A' -> range(10, LONG);
            case 'G', 'H', 'W' -> range(7, SHORT);
            case 'V' -> range(8, LONG);
            case 'd' -> range(4, LONG);
            default -> range(1, 0);
        };
    }

    private static long range(long least, long most) {
        return (least << 32) | most;
    }

    /** Whether the message says that the server is ready for the next one. */
    static boolean isReady(Piece piece, int at) {
        if (piece.length() - at < HEAD + 1) {
            return false;
        }
        byte status = piece.get(at + HEAD);
        return piece.get(at) == 'Z' && piece.i32(at + 1) == 5 && (status == 'I' || status == 'T' || status == 'E');
    }
}
