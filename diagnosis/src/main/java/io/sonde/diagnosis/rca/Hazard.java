// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much behaviour a change takes away or alters, 0 to 1, and in which words. Knows what breaks programs in general: a guard
 * that goes, a call that goes, a limit, a batch, a lock; and what does not: presentation, documents, tests, moved code.
 */
record Hazard(double value, String reason) {
    private static final Pattern INERT = Pattern.compile(
            "\\.(css|scss|html|md|svg|png|txt|snap|golden|lock|sum|mod)$|_test\\.|\\.test\\.|(^|/)tests?/|testdata|^docs/|^\\.github/"
                    + "|CODEOWNERS|README|theme\\.|/static/|/templates?/");
    private static final Pattern VERSION = Pattern.compile("\\bv?\\d+\\.\\d+\\.\\d+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("\\d[\\d_.]*\\w*");
    private static final Pattern DURATION = Pattern.compile("\\d+\\s*\\*\\s*time\\.\\w+|\\d+(?:ms|s|m|h)\\b");
    private static final Pattern SETTING = Pattern.compile("^[\"']?([\\w.\\-]+)[\"']?\\s*[:=]\\s*([^\\s{(\\[]+)$");
    private static final Pattern GUARD = Pattern.compile(
            "\\bif\\b.*(nil|null|none|undefined|err|len|==|!=|<|>)|\\?\\.|\\.get\\(|\\bdefault\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CALLED = Pattern.compile("(\\w+)\\s*\\(");
    private static final Pattern INDEXED = Pattern.compile("(\\w+)\\s*[\\[(]");
    private static final Set<String> NO_CALLS = Set.of(
            "if", "for", "switch", "return", "func", "len", "make", "append", "string", "catch", "Errorf", "Printf",
            "Println", "new", "def", "while");
    private static final Pattern LOOP = Pattern.compile("\\b(for|while|each|map)\\b");
    private static final Pattern WORK = Pattern.compile(
            "\\.(get|find|query|fetch|load|put|exec|send|call|read|write|do)\\w*\\(", Pattern.CASE_INSENSITIVE);
    private static final Pattern BATCH = Pattern.compile("batch|chunk", Pattern.CASE_INSENSITIVE);
    private static final Pattern SQL = Pattern.compile(
            "\\b(LIMIT|WHERE|ORDER BY|JOIN|INDEX|DISTINCT|FOR UPDATE|SELECT|INSERT|UPDATE|DELETE|FROM \\w+)\\b");
    private static final Pattern LITERAL = Pattern.compile("[\"'`]([\\w.\\-/:]{2,40})[\"'`]");
    private static final Pattern LOGGING = Pattern.compile("log|print", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLEANING =
            Pattern.compile("\\b(defer|close|release|unlock|cancel|rollback|stop)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCKING = Pattern.compile("lock|mutex|synchroni|atomic", Pattern.CASE_INSENSITIVE);

    private static final double NONE = .05;
    private static final double KEPT = .6;
    private static final int SHOWN_CHARS = 60;

    static Hazard of(Changes.Commit commit) {
        if (commit.diff().isEmpty()) {
            return new Hazard(NONE, "no diff");
        }
        if (!commit.files().isEmpty()
                && commit.files().stream().allMatch(file -> INERT.matcher(file).find())) {
            return new Hazard(NONE, "only presentation, documents, tests or versions");
        }
        Diff diff = Diff.of(commit.diff());
        if (diff.isEmpty()) {
            return new Hazard(NONE, "comments or moved lines only");
        }
        List<Hazard> found = new ArrayList<>();
        numbers(diff, found);
        settings(diff, found);
        guardsAndCalls(diff, found);
        loops(diff, found);
        statements(diff, found);
        return found.stream()
                .max(Comparator.comparingDouble(Hazard::value).thenComparing(Hazard::reason))
                .orElse(diff.removed().isEmpty() ? new Hazard(.3, "new code") : new Hazard(.35, "rewritten code"));
    }

    private static void numbers(Diff diff, List<Hazard> found) {
        for (String old : diff.removed()) {
            for (String young : diff.added()) {
                boolean alike = skeleton(old).equals(skeleton(young)) && !old.equals(young);
                if (alike && !VERSION.matcher(old).find()) {
                    found.add(new Hazard(byRatio(old, young), "number changed: " + shown(old) + " -> " + shown(young)));
                }
            }
        }
        Set<String> before = Diff.all(DURATION, diff.gone());
        Set<String> after = Diff.all(DURATION, diff.come());
        if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
            found.add(new Hazard(.85, "duration changed: " + new TreeSet<>(before) + " -> " + new TreeSet<>(after)));
        }
    }

    private static String skeleton(String line) {
        return NUMBER_WITH_UNIT.matcher(line).replaceAll("#");
    }

    /** A number that moves by a fifth rarely breaks a service; one that moves threefold may. */
    private static double byRatio(String old, String young) {
        List<Double> before = numbers(old);
        List<Double> after = numbers(young);
        double most = 0;
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            double low = Math.min(before.get(i), after.get(i));
            double high = Math.max(before.get(i), after.get(i));
            most = high == low ? most : Math.max(most, high / Math.max(1e-9, low));
        }
        return most == 0 ? .8 : most < 1.5 ? .4 : most < 3 ? .6 : .85;
    }

    private static List<Double> numbers(String line) {
        return NUMBER.matcher(line)
                .results()
                .map(found -> Double.parseDouble(found.group()))
                .toList();
    }

    private static void settings(Diff diff, List<Hazard> found) {
        Map<String, String> before = settings(diff.removed());
        Map<String, String> after = settings(diff.added());
        before.forEach((key, value) -> {
            String now = after.get(key);
            if (now != null && !now.equals(value) && !VERSION.matcher(value).find()) {
                found.add(new Hazard(byRatio(value, now), "setting changed: " + key + " " + value + " -> " + now));
            }
        });
    }

    private static Map<String, String> settings(List<String> lines) {
        Map<String, String> settings = new HashMap<>();
        for (String line : lines) {
            Matcher matcher = SETTING.matcher(line);
            if (matcher.find()) {
                settings.put(matcher.group(1), matcher.group(2));
            }
        }
        return settings;
    }

    private static void guardsAndCalls(Diff diff, List<Hazard> found) {
        Set<String> names = minus(Diff.all(INDEXED, diff.come()), Diff.all(INDEXED, diff.gone()));
        boolean movedOut = diff.kept() >= KEPT && !names.isEmpty();
        if (Diff.count(GUARD, diff.gone()) > Diff.count(GUARD, diff.come())) {
            found.add(movedOut ? new Hazard(.35, "guard moved to a helper") : new Hazard(.85, "guard removed"));
        }
        Set<String> gone = minus(minus(Diff.all(CALLED, diff.gone()), Diff.all(CALLED, diff.come())), NO_CALLS);
        Set<String> come = minus(minus(Diff.all(CALLED, diff.come()), Diff.all(CALLED, diff.gone())), NO_CALLS);
        if (gone.isEmpty()) {
            return;
        }
        if (come.isEmpty()) {
            found.add(new Hazard(.85, "call removed: " + shown(String.join(", ", new TreeSet<>(gone)))));
        } else if (movedOut || looksLikeHelper(come, String.join(" ", gone) + " " + diff.gone())) {
            found.add(new Hazard(.3, "code moved to a helper"));
        } else {
            found.add(new Hazard(.6, "call replaced: " + shown(String.join(", ", new TreeSet<>(gone)))));
        }
    }

    private static boolean looksLikeHelper(Set<String> come, String gone) {
        Set<String> words = Words.of(gone);
        return come.stream().anyMatch(name -> Words.of(name).stream().anyMatch(words::contains));
    }

    private static void loops(Diff diff, List<Hazard> found) {
        boolean worked =
                WORK.matcher(BATCH.matcher(diff.gone()).replaceAll(".x")).find();
        if (LOOP.matcher(diff.come() + "\n" + diff.around()).find()
                && WORK.matcher(diff.come()).find()
                && !worked) {
            found.add(new Hazard(.85, "call inside a loop"));
        }
        if (Diff.count(BATCH, diff.gone()) > Diff.count(BATCH, diff.come())) {
            found.add(new Hazard(.9, "batching removed"));
        }
    }

    private static void statements(Diff diff, List<Hazard> found) {
        Set<String> lost = minus(Diff.all(SQL, diff.gone()), Diff.all(SQL, diff.come()));
        Set<String> gained = minus(Diff.all(SQL, diff.come()), Diff.all(SQL, diff.gone()));
        if (!lost.isEmpty()) {
            found.add(new Hazard(.9, "SQL lost " + String.join(", ", new TreeSet<>(lost))));
        } else if (!gained.isEmpty()) {
            found.add(new Hazard(.7, "SQL gained " + String.join(", ", new TreeSet<>(gained))));
        }
        Set<String> before = new TreeSet<>(minus(Diff.all(LITERAL, diff.gone()), Diff.all(LITERAL, diff.come())));
        Set<String> after = new TreeSet<>(minus(Diff.all(LITERAL, diff.come()), Diff.all(LITERAL, diff.gone())));
        if (!before.isEmpty()
                && !after.isEmpty()
                && !VERSION.matcher(String.join(" ", before)).find()) {
            boolean told = LOGGING.matcher(diff.gone() + diff.come()).find();
            found.add(new Hazard(
                    told ? .3 : .75,
                    "name changed: " + before.iterator().next() + " -> "
                            + after.iterator().next()));
        }
        if (CLEANING.matcher(diff.gone()).find()
                && !CLEANING.matcher(diff.come()).find()) {
            found.add(new Hazard(.9, "clean-up removed"));
        }
        if (LOCKING.matcher(diff.gone()).find() && !LOCKING.matcher(diff.come()).find()) {
            found.add(new Hazard(.9, "locking removed"));
        }
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(SHOWN_CHARS, text.length()));
    }
}
