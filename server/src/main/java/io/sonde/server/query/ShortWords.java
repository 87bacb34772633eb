// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.util.Map;
import java.util.TreeMap;

/** Keeps values of a span to a length that can be read, and counts those that were longer. */
final class ShortWords {
    /** A stack trace or a long statement fits. */
    private static final int LONGEST = 8_192;

    private static final String MORE = "…";

    private int cut;

    /** In the order of the names. */
    Map<String, String> shorten(Map<String, String> words) {
        var shortened = new TreeMap<String, String>();
        words.forEach((name, value) -> shortened.put(name, shorten(value)));
        return shortened;
    }

    String shorten(String word) {
        if (word.length() <= LONGEST) {
            return word;
        }
        cut++;
        int end = Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return word.substring(0, end) + MORE;
    }

    int cut() {
        return cut;
    }
}
