// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.rca.Explanation.PathStep;
import io.sonde.diagnosis.rca.Explanation.Report;
import io.sonde.diagnosis.rca.Explanation.RuledOut;
import io.sonde.diagnosis.rca.Explanation.Suspect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The answer as somebody who was woken up wants to read it. */
final class ReportText {
    private static final int MOST_OBSERVATIONS = 8;
    private static final double PERCENT = 100;

    private final Scene scene;
    private final Answer.Conclusion conclusion;
    private final List<Suspect> suspects;
    private final List<RuledOut> ruledOut;
    private final Storyline storyline;
    private final String name;

    ReportText(
            Scene scene,
            Answer.Conclusion conclusion,
            List<Suspect> suspects,
            List<RuledOut> ruledOut,
            Storyline storyline) {
        this.scene = scene;
        this.conclusion = conclusion;
        this.suspects = suspects;
        this.ruledOut = ruledOut;
        this.storyline = storyline;
        name = scene.name(scene.asked());
    }

    Report report() {
        return new Report(
                summary(),
                storyline.moments().stream()
                        .map(moment -> moment.time() + " " + moment.sentence())
                        .toList(),
                observations(),
                probableCause(),
                ruledOut.stream()
                        .map(each -> each.name() + ": " + each.why() + ".")
                        .toList(),
                nextSteps());
    }

    private String summary() {
        String hurt = !scene.isSeen()
                ? "Little or nothing of %s was measured in this time".formatted(name)
                : scene.hurt().isEmpty() && scene.before().length == 0
                        ? "Nothing of %s was measured before this time, so that nothing can be compared".formatted(name)
                        : scene.hurt().isEmpty()
                                ? "%s answers as it did before (%s)".formatted(name, Harm.told(scene))
                                : "%s is hurt since %s: %s"
                                        .formatted(
                                                name,
                                                scene.course()
                                                        .steps()
                                                        .start(storyline
                                                                .firstHurt()
                                                                .orElseThrow()),
                                                Harm.told(scene));
        String cause = switch (conclusion) {
            case CAUSE ->
                "%s %s, which %s (confidence %d %%)"
                        .formatted(
                                scene.hurt().isEmpty() ? "What stands out all the same is" : "The cause is most likely",
                                suspects.getFirst().name(),
                                suspects.getFirst().says(),
                                Math.round(PERCENT * suspects.getFirst().confidence()));
            case INCONCLUSIVE ->
                suspects.isEmpty()
                        ? "Nothing that was measured points at a cause"
                        : "Nothing points clearly enough at a cause; the first to look at is "
                                + suspects.getFirst().name();
            case NO_FAULT -> "No fault was found";
        };
        return hurt + ". " + cause + ".";
    }

    private List<String> observations() {
        LinkedHashSet<String> told = new LinkedHashSet<>();
        told.add("%s: %s.".formatted(name, Harm.told(scene)));
        suspects.forEach(suspect -> suspect.evidence()
                .forEach(finding -> told.add("%s: %s.".formatted(suspect.name(), finding.sentence()))));
        return told.stream().limit(MOST_OBSERVATIONS).toList();
    }

    private String probableCause() {
        return switch (conclusion) {
            case CAUSE -> suspects.getFirst().summary() + way(suspects.getFirst());
            case INCONCLUSIVE -> "Inconclusive: " + lookedAt();
            case NO_FAULT -> "None: " + lookedAt();
        };
    }

    private static String way(Suspect suspect) {
        if (suspect.path().size() < 2) {
            return "";
        }
        return " The way there: "
                + suspect.path().stream().map(ReportText::step).collect(Collectors.joining(" "))
                + ".";
    }

    private static String step(PathStep step) {
        return switch (step.relation()) {
            case ASKED -> step.name();
            case CALLED -> "→ " + step.name();
            case CALLS -> "← " + step.name();
            case SAME_NODE -> "on the same node as " + step.name();
        };
    }

    private String lookedAt() {
        long services = scene.course().services().keySet().stream()
                .filter(scene::concerns)
                .count();
        if (scene.before().length == 0) {
            return Sentence.of(
                    "connections, requests, processes and CPUs of the %d services that %s needs were measured, but not"
                            + " before this time.",
                    services, name);
        }
        return Sentence.of(
                "connections, requests, processes and CPUs of the %d services that %s needs were compared with %d"
                        + " minutes before.",
                services, name, Math.round(scene.seconds(scene.before()) / 60));
    }

    private List<String> nextSteps() {
        List<String> steps = new ArrayList<>();
        switch (conclusion) {
            case CAUSE -> steps.addAll(suspects.getFirst().fixes());
            case INCONCLUSIVE -> {
                suspects.stream()
                        .limit(3)
                        .forEach(suspect -> steps.add("Look at " + suspect.name() + ": "
                                + suspect.evidence().getFirst().sentence() + "."));
                steps.add("Ask again about a shorter time that lies wholly within the trouble.");
            }
            case NO_FAULT ->
                steps.add("If users complain all the same, ask again about the time of their complaints, or about the"
                        + " service they use.");
        }
        return steps;
    }
}
