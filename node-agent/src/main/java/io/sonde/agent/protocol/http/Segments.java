// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

/** Tells segments of a path that are part of the program from those that name one thing among many. */
final class Segments {
    private static final int LONGEST = 32;
    private static final int SHORTEST_HEX = 6;
    private static final int MOST_CONSONANTS = 5;

    private Segments() {}

    static boolean isId(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return true;
        }
        int start = from;
        for (int i = from; i < to; i++) {
            byte letter = bytes[i];
            if (letter == '.' || letter == '-' || letter == '_' || letter == ':') {
                if (isIdPart(bytes, start, i)) {
                    return true;
                }
                start = i + 1;
            } else if (!isLetter(letter) && !isDigit(letter)) {
                return true;
            }
        }
        return isIdPart(bytes, start, to);
    }

    /** Of one part between dots, dashes and the like. */
    private static boolean isIdPart(byte[] bytes, int from, int to) {
        int digits = 0;
        int hex = 0;
        int turns = 0;
        int consonants = 0;
        int mostConsonants = 0;
        for (int i = from; i < to; i++) {
            byte letter = bytes[i];
            digits += isDigit(letter) ? 1 : 0;
            hex += TraceParent.digit(letter) >= 0 ? 1 : 0;
            turns += i > from && isUpper(letter) != isUpper(bytes[i - 1]) ? 1 : 0;
            consonants = isConsonant(letter) ? consonants + 1 : 0;
            mostConsonants = Math.max(mostConsonants, consonants);
        }
        int length = to - from;
        if (digits > 0) {
            return !isVersion(bytes, from, to, digits) || (hex == length && length >= SHORTEST_HEX);
        }
        return mostConsonants > MOST_CONSONANTS || (length > 8 && 2 * turns >= length);
    }

    /** {@code v1}, {@code v2beta1}, {@code oauth2}, {@code s3}: letters first, and not more than two digits. */
    private static boolean isVersion(byte[] bytes, int from, int to, int digits) {
        return digits <= 2 && isLetter(bytes[from]) && to - from - digits >= digits - 1;
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isUpper(byte letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static boolean isLetter(byte letter) {
        int lower = letter | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static boolean isConsonant(byte letter) {
        return switch (letter | 0x20) {
            case 'a', 'e', 'i', 'o', 'u', 'y' -> false;
            default -> isLetter(letter);
        };
    }
}
