// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

/** Tells segments of a path that are part of the program from those that name one thing among many. */
final class Segments {
    private static final int LONGEST = 32;
    private static final int SHORTEST_HEX = 6;
    private static final int MOST_CONSONANTS = 5;
    private static final int SHORTEST_TOKEN = 8;

    private static final int DIGIT = 1;
    private static final int HEX = 2;
    private static final int UPPER = 4;
    private static final int CONSONANT = 8;
    private static final int LETTER = 16;
    private static final int SEPARATOR = 32;

    /** What each byte is; 0: it stands in no name that a programmer gives. */
    private static final byte[] KINDS = new byte[256];

    static {
        for (int letter = 0; letter < KINDS.length; letter++) {
            KINDS[letter] = (byte) kind((char) letter);
        }
    }

    private Segments() {}

    private static int kind(char letter) {
        if (".-_:".indexOf(letter) >= 0) {
            return SEPARATOR;
        }
        if (letter >= '0' && letter <= '9') {
            return DIGIT | HEX;
        }
        int lower = letter | 0x20;
        if (lower < 'a' || lower > 'z' || letter > 'z') {
            return 0;
        }
        int kind = lower <= 'f' ? LETTER | HEX : LETTER;
        kind |= letter <= 'Z' ? UPPER : 0;
        return "aeiouy".indexOf(lower) >= 0 ? kind : kind | CONSONANT;
    }

    static boolean isId(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return true;
        }
        int any = 0;
        for (int i = from; i < to; i++) {
            int kind = KINDS[bytes[i] & 0xff];
            if (kind == 0) {
                return true;
            }
            any |= kind;
        }
        if (any == (DIGIT | HEX)) {
            return true;
        }
        return (any & SEPARATOR) == 0 ? isIdPart(bytes, from, to, any) : isAnyPartId(bytes, from, to, any);
    }

    private static boolean isAnyPartId(byte[] bytes, int from, int to, int any) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (KINDS[bytes[i] & 0xff] == SEPARATOR) {
                if (isIdPart(bytes, start, i, any)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return isIdPart(bytes, start, to, any);
    }

    /** Of one part between dots, dashes and the like. */
    private static boolean isIdPart(byte[] bytes, int from, int to, int any) {
        if ((any & DIGIT) != 0) {
            int digits = count(bytes, from, to, DIGIT);
            if (digits > 0) {
                int length = to - from;
                return !isVersion(bytes, from, to, digits)
                        || (length >= SHORTEST_HEX && count(bytes, from, to, HEX) == length);
            }
        }
        return isUnreadable(bytes, from, to, any);
    }

    private static int count(byte[] bytes, int from, int to, int wanted) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += (KINDS[bytes[i] & 0xff] & wanted) != 0 ? 1 : 0;
        }
        return count;
    }

    /** {@code v1}, {@code v2beta1}, {@code oauth2}, {@code s3}: letters first, and not more than two digits. */
    private static boolean isVersion(byte[] bytes, int from, int to, int digits) {
        return digits <= 2 && (KINDS[bytes[from] & 0xff] & LETTER) != 0 && to - from - digits >= digits - 1;
    }

    /** Consonants in a row that nobody can say, or letters that change their case all the time. */
    private static boolean isUnreadable(byte[] bytes, int from, int to, int any) {
        if (to - from <= MOST_CONSONANTS) {
            return false;
        }
        int consonants = 0;
        for (int i = from; i < to; i++) {
            consonants = (KINDS[bytes[i] & 0xff] & CONSONANT) != 0 ? consonants + 1 : 0;
            if (consonants > MOST_CONSONANTS) {
                return true;
            }
        }
        return (any & UPPER) != 0 && to - from > SHORTEST_TOKEN && 2 * turns(bytes, from, to) >= to - from;
    }

    private static int turns(byte[] bytes, int from, int to) {
        int turns = 0;
        for (int i = from + 1; i < to; i++) {
            int change = KINDS[bytes[i] & 0xff] ^ KINDS[bytes[i - 1] & 0xff];
            turns += (change & UPPER) != 0 ? 1 : 0;
        }
        return turns;
    }
}
