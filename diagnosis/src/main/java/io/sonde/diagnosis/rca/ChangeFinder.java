// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which change did it, or none: what a diff takes away, whether that can break what is broken, whether it was rolled out before
 * the trouble began and where; and what speaks for a trigger that nobody changed anything for.
 */
final class ChangeFinder {
    /** Below this no change is blamed. */
    private static final double LEAST_BLAME = .2;

    /** A change must be nearly as likely as what happens without one. */
    private static final double BESIDE_OPERATIONAL = .7;

    /** A rollout takes a while to be seen, and is told a while later. */
    private static final long ROLLOUT_MILLIS = 150_000;

    private static final double HOUR_MILLIS = 3_600_000;

    private final Changes changes;
    private final Trouble trouble;
    private final Set<String> symptoms;
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Map<String, Integer> commonness = new HashMap<>();

    ChangeFinder(Incident incident) {
        this.changes = incident.signals().changes();
        this.trouble = Trouble.of(incident);
        this.symptoms = Words.of(trouble.said());
        for (Changes.Commit commit : changes.commits()) {
            Set<String> about = words(commit);
            words.put(commit.id(), about);
            about.forEach(word -> commonness.merge(word, 1, Integer::sum));
        }
    }

    /** Whose trouble was first, likeliest first. */
    List<String> services() {
        return trouble.services();
    }

    /** Whom it drags down. */
    Set<String> dragged() {
        return trouble.dragged();
    }

    Culprit culprit() {
        record Suspect(Changes.Commit commit, Hazard hazard, double value) {}
        Suspect best = changes.commits().stream()
                .map(commit -> {
                    Hazard hazard = Hazard.of(commit);
                    return new Suspect(commit, hazard, hazard.value() * fit(commit, hazard) * placeAndTime(commit));
                })
                .max(Comparator.comparingDouble(Suspect::value)
                        .thenComparing(suspect -> suspect.commit().id(), Comparator.reverseOrder()))
                .orElseThrow();
        var operational = trouble.operational();
        double other = operational.map(Operational::value).orElse(0.0);
        if (best.value >= LEAST_BLAME && best.value >= BESIDE_OPERATIONAL * other) {
            String reason = best.hazard.reason() + " (" + best.commit.message() + ")";
            return new Culprit(best.commit.id(), best.value, reason, FaultKind.CODE, remedy(best.commit));
        }
        return operational
                .map(found -> new Culprit("", found.value(), found.reason(), found.kind(), found.remedy()))
                .orElse(new Culprit(
                        "",
                        LEAST_BLAME,
                        "no change fits what is broken",
                        FaultKind.ERRORS,
                        Culprit.Remedy.ASK_PROVIDER));
    }

    private static Culprit.Remedy remedy(Changes.Commit commit) {
        boolean configuration = !commit.files().isEmpty()
                && commit.files().stream()
                        .allMatch(file -> file.matches(".*\\.(ya?ml|json|toml|ini|conf|env|properties)$"));
        return configuration ? Culprit.Remedy.REVERT_CONFIGURATION : Culprit.Remedy.ROLL_BACK;
    }

    /** Whether what the change touches can break what is broken. */
    private double fit(Changes.Commit commit, Hazard hazard) {
        String touched = Diff.of(commit.diff()).lower() + " "
                + String.join(" ", commit.files()).toLowerCase(Locale.ROOT) + " "
                + commit.message().toLowerCase(Locale.ROOT) + " "
                + hazard.reason().toLowerCase(Locale.ROOT);
        int bridges = Bridge.count(touched, trouble.said());
        double shared = 0;
        for (String word : words.getOrDefault(commit.id(), Set.of())) {
            shared += symptoms.contains(word) ? 1.0 / commonness.getOrDefault(word, 1) : 0;
        }
        return .25 + .75 * (.5 * Math.min(1, bridges / 2.0) + .5 * Math.min(1, shared / 3));
    }

    private static Set<String> words(Changes.Commit commit) {
        return Words.of(commit.diff() + " " + String.join(" ", commit.files()) + " " + commit.message());
    }

    private double placeAndTime(Changes.Commit commit) {
        double time = .35;
        double place = .5;
        boolean rolledOut = false;
        for (Changes.Rollout rollout : changes.rollouts()) {
            if (!rollout.commit().equals(commit.id())) {
                continue;
            }
            rolledOut = true;
            double ahead = trouble.began() - rollout.at().toEpochMilli();
            if (ahead >= -ROLLOUT_MILLIS) {
                time = Math.max(time, .7 + .3 * Math.exp(-Math.max(0, ahead) / HOUR_MILLIS));
                place = Math.max(place == .5 ? .3 : place, trouble.nearness(rollout.service()));
            } else if (time < .5) {
                time = .05;
                place = 1;
            }
        }
        return !rolledOut && commit.at().toEpochMilli() > trouble.began() ? .02 * place : time * place;
    }
}
