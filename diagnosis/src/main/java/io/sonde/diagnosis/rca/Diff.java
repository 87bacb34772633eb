// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change takes away and what it brings, comments and moved lines aside. */
record Diff(List<String> removed, List<String> added, String around) {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)(//|#(?!\\w+ \\w)|\\*|--\\s).*$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("\\w+");

    static Diff of(String text) {
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        var around = new StringBuilder();
        text.lines().forEach(line -> {
            if (line.startsWith("-") && !line.startsWith("---")) {
                addCode(removed, line.substring(1));
            } else if (line.startsWith("+") && !line.startsWith("+++")) {
                addCode(added, line.substring(1));
            } else if (!line.startsWith("-") && !line.startsWith("+")) {
                around.append(line).append('\n');
            }
        });
        Set<String> moved = new HashSet<>(removed);
        moved.retainAll(added);
        removed.removeIf(moved::contains);
        added.removeIf(moved::contains);
        return new Diff(List.copyOf(removed), List.copyOf(added), around.toString());
    }

    private static void addCode(List<String> lines, String line) {
        String code = BLANKS.matcher(COMMENT.matcher(line).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (!code.isEmpty() && !"{}()[];,".contains(code)) {
            lines.add(code);
        }
    }

    boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
    }

    String gone() {
        return String.join("\n", removed);
    }

    String come() {
        return String.join("\n", added);
    }

    /** Everything that a pattern finds in a text; its first group if it has one. */
    static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new HashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : matcher.group());
        }
        return found;
    }

    static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }

    /** What is said in lower case, for matching. */
    String lower() {
        return (gone() + "\n" + come()).toLowerCase(Locale.ROOT);
    }

    /** The share of the removed words and numbers that came back elsewhere. */
    double kept() {
        Set<String> before = all(WORD, gone());
        Set<String> after = all(WORD, come());
        if (before.isEmpty()) {
            return 0;
        }
        double size = before.size();
        before.retainAll(after);
        return before.size() / size;
    }
}
