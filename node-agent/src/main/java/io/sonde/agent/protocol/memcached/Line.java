// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import io.sonde.agent.protocol.Piece;

/** A line of words with one blank between them. Read again and again. */
final class Line {
    private static final int WORDS = 6;
    private static final int DIGITS = 10;

    private final int[] starts = new int[WORDS];
    private final int[] ends = new int[WORDS];
    private Piece piece = new Piece();
    private int words;
    private int end;
    private boolean noReply;
    private boolean quiet;

    /** Reads the line at the beginning of the piece; false: its end is not here. */
    boolean read(Piece from) {
        piece = from;
        words = 0;
        noReply = false;
        quiet = false;
        int newline = from.indexOf((byte) '\n', 0, from.length());
        end = newline + 1;
        if (newline < 0) {
            return false;
        }
        int last = newline > 0 && from.get(newline - 1) == '\r' ? newline - 1 : newline;
        for (int at = 0; at < last; at++) {
            int start = at;
            while (at < last && from.get(at) != ' ') {
                at++;
            }
            add(start, at);
        }
        return true;
    }

    private void add(int start, int to) {
        if (to == start) {
            return;
        }
        if (words < WORDS) {
            starts[words] = start;
            ends[words] = to;
        }
        noReply = words > 0 && is(start, to, "noreply");
        quiet |= words > 1 && is(start, to, "q");
        words++;
    }

    /** With what ends it. */
    int length() {
        return end;
    }

    int words() {
        return words;
    }

    /** Whether the last word asks for no answer. */
    boolean isNoReply() {
        return noReply;
    }

    /** Of a meta command: whether it asks for no answer when all is as usual. */
    boolean isQuiet() {
        return quiet;
    }

    boolean is(int word, String text) {
        return word < words && is(starts[word], ends[word], text);
    }

    private boolean is(int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (piece.get(from + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The word as a number; negative: it is none, or too large. */
    long number(int word) {
        if (word >= Math.min(words, WORDS)) {
            return -1;
        }
        int from = starts[word];
        int to = ends[word];
        if (to - from > DIGITS) {
            return -1;
        }
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = piece.get(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
