// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.dns;

import io.sonde.agent.protocol.Words;

/**
 * Puts names together that belong together, so that they are few: {@code 7f3a9c21.cdn.example.com} is {@code *.cdn.example.com}, and
 * names for addresses are all one. One thread only.
 */
final class Groups {
    private static final int MOST = 2_048;
    private static final int MOST_LABELS = 4;
    /** Names inside of clusters are long and few. */
    private static final int MOST_LOCAL_LABELS = 6;

    private static final int MOST_DIGITS = 2;
    private static final int LONGEST_LABEL = 24;
    private static final int LONGEST = 255;

    private final Words words = new Words(MOST, LONGEST);
    private final byte[] group = new byte[LONGEST + 1];
    private int length;

    String of(byte[] name, int nameLength) {
        if (nameLength == 0) {
            return ".";
        }
        length = 0;
        int from = start(name, nameLength);
        if (from > 0) {
            group[length++] = '*';
            group[length++] = '.';
        }
        while (from < nameLength) {
            int end = from;
            while (end < nameLength && name[end] != '.') {
                end++;
            }
            append(name, from, end);
            if (end < nameLength) {
                group[length++] = '.';
            }
            from = end + 1;
        }
        return words.word(group, 0, length);
    }

    Words words() {
        return words;
    }

    /** Where the labels begin that are kept. */
    private static int start(byte[] name, int nameLength) {
        int most = mostLabels(name, nameLength);
        for (int at = nameLength - 1; at >= 0; at--) {
            if (name[at] == '.' && --most == 0) {
                return at + 1;
            }
        }
        return 0;
    }

    private static int mostLabels(byte[] name, int length) {
        if (endsWith(name, length, ".arpa")) {
            return 2;
        }
        return endsWith(name, length, ".local") || endsWith(name, length, ".internal")
                ? MOST_LOCAL_LABELS
                : MOST_LABELS;
    }

    private static boolean endsWith(byte[] name, int length, String end) {
        int from = length - end.length();
        for (int i = 0; i < end.length(); i++) {
            if (from < 0 || name[from + i] != end.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void append(byte[] name, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += name[i] >= '0' && name[i] <= '9' ? 1 : 0;
        }
        if (digits > MOST_DIGITS || to - from > LONGEST_LABEL) {
            group[length++] = '*';
        } else {
            System.arraycopy(name, from, group, length, to - from);
            length += to - from;
        }
    }
}
