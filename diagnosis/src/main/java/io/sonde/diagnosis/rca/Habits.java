// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which habits changed, and whether that means anything: things that come in bursts by themselves, here or in other services,
 * are no news.
 */
final class Habits {
    /** What is usual in a system counts as much as one run that went either way counts. */
    private static final double PRIOR = 1;

    /** From as many runs on, a habit says how bursty the system is. */
    private static final int TELLING_RUNS = 20;

    private static final double MOST_USUAL = 2;

    /** What as many other services did before, without an incident, is a habit of the system. */
    private static final int COMMON_SERVICES = 2;

    private static final double COMMON = .5;

    /** Less of these is no fault. */
    private static final Pattern TROUBLE = Pattern.compile("error|exception|fail|fatal|warn", Pattern.CASE_INSENSITIVE);

    private final List<Habit> habits;
    private final long[] moments;
    private final double usualDispersion;
    private final Map<String, Set<String>> doneBy = new HashMap<>();

    /** @param slots in which they were counted */
    Habits(List<Habit> habits, Slots slots) {
        this.habits = habits;
        this.moments = slots.moments();
        this.usualDispersion = usualDispersion(habits);
        for (Habit habit : habits) {
            if (habit.with().before() > 0) {
                doneBy.computeIfAbsent(habit.pattern(), pattern -> new HashSet<>())
                        .add(habit.service());
            }
        }
    }

    /** A habit that changed. */
    record Changed(
            Habit habit,
            Rates rates,
            double value,
            @Nullable Began began) {
        String sentence() {
            return Sentence.of(
                    "%s: %.2f -> %.2f per run (%.0f of %.0f -> %.0f of %.0f)",
                    habit.sentence().get(),
                    rates.before(),
                    rates.now(),
                    rates.withBefore(),
                    rates.ofBefore(),
                    rates.withNow(),
                    rates.ofNow());
        }

        Finding finding(Part part, double value) {
            return new Finding(habit.service(), part, FaultKind.CODE, value, sentence(), habit.operation())
                    .since(began);
        }
    }

    /** What is known of all habits together: how many times more they scatter than chance would. */
    double usualDispersion() {
        return usualDispersion;
    }

    List<Changed> changed() {
        List<Changed> changed = new ArrayList<>();
        for (Habit habit : habits) {
            Rates rates = habit.rates(1);
            // Chance alone first: it is cheap and leaves little to look at more closely.
            if (rates.isKnown() && rates.value() > 0) {
                Rates tested = habit.rates(dispersion(habit));
                double value = tested.value() * plausibility(habit, tested);
                if (value > 0) {
                    changed.add(new Changed(habit, tested, value, habit.began(tested, moments)));
                }
            }
        }
        return changed;
    }

    /** What tells when it began: more than what changed plainly, as a late alert leaves little to see. */
    List<Trail> trails() {
        List<Trail> trails = new ArrayList<>();
        for (Habit habit : habits) {
            double dispersion = habit.mayHaveChanged() ? dispersion(habit) : 1;
            Trail trail = habit.mayHaveChanged() ? habit.trail(dispersion) : null;
            if (trail != null && plausibility(habit, habit.rates(dispersion)) > 0) {
                trails.add(trail);
            }
        }
        return trails;
    }

    private double plausibility(Habit habit, Rates rates) {
        boolean trouble = TROUBLE.matcher(habit.pattern()).find();
        if (rates.isLess()) {
            return trouble ? 0 : 1;
        }
        Set<String> others = new HashSet<>(doneBy.getOrDefault(habit.pattern(), Set.of()));
        others.remove(habit.service());
        return others.size() >= COMMON_SERVICES ? COMMON : 1;
    }

    private double dispersion(Habit habit) {
        Habit.Scatter own = habit.scatter();
        return Math.max(1, (own.squares() + usualDispersion * PRIOR) / (own.expected() + PRIOR));
    }

    private static double usualDispersion(List<Habit> habits) {
        double squares = 0;
        double expected = 0;
        for (Habit habit : habits) {
            int with = habit.with().before();
            int of = habit.of().before();
            if (of >= TELLING_RUNS && with > 0 && with < of) {
                squares += habit.scatter().squares();
                expected += habit.scatter().expected();
            }
        }
        return expected == 0 ? 1 : Math.clamp(squares / expected, 1, MOST_USUAL);
    }
}
