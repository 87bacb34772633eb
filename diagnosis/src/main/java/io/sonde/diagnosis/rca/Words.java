// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a text is about: its words, without those that are in every text. */
final class Words {
    private static final Pattern HUMPS = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern BETWEEN = Pattern.compile("[^a-zA-Z]+");
    private static final int LEAST_CHARS = 3;
    private static final Set<String> COMMON = Arrays.stream(
                    ("the and for was with from not that this new service services svc func return err error errors nil string int "
                                    + "ctx context else var const let type struct response request http code src internal pkg main "
                                    + "util true false")
                            .split(" "))
            .collect(Collectors.toUnmodifiableSet());

    private Words() {}

    /** A constant's name as JSON writes it. */
    static String camelCase(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words, 1, words.length)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    static Set<String> of(String text) {
        String apart = HUMPS.matcher(text).replaceAll("$1 $2").toLowerCase(Locale.ROOT);
        return Arrays.stream(BETWEEN.split(apart))
                .filter(word -> word.length() >= LEAST_CHARS && !COMMON.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
