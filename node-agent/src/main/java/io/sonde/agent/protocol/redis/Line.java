// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.redis;

import io.sonde.agent.protocol.Piece;

/** A line with a type, most with a number: {@code $5}, {@code *-1}. Read again and again. */
final class Line {
    /** The end of the line is not here. */
    static final int MORE = -1;
    /** No such line. */
    static final int BAD = -2;

    /** Longest text of a line; longer ones do not come. */
    static final int LONGEST = 16 << 10;

    private static final int DIGITS = 12;

    private long number;

    long number() {
        return number;
    }

    /** Reads the number behind the type at {@code at}; where the next line begins, {@link #MORE} or {@link #BAD}. */
    int number(Piece piece, int at) {
        int i = at + 1;
        boolean negative = i < piece.length() && piece.get(i) == '-';
        int first = negative ? ++i : i;
        long value = 0;
        while (i < piece.length() && piece.get(i) >= '0' && piece.get(i) <= '9' && i - first < DIGITS) {
            value = value * 10 + piece.get(i++) - '0';
        }
        number = negative ? -value : value;
        if (i + 1 < piece.length()) {
            return i > first && piece.get(i) == '\r' && piece.get(i + 1) == '\n' ? i + 2 : BAD;
        }
        return i == piece.length() || piece.get(i) == '\r' ? MORE : BAD;
    }

    /** Where the line after the one at {@code at} begins, {@link #MORE} or {@link #BAD}. */
    static int end(Piece piece, int at) {
        int newline = piece.indexOf((byte) '\n', at, at + LONGEST);
        if (newline < 0) {
            return piece.length() - at < LONGEST ? MORE : BAD;
        }
        return newline + 1;
    }
}
