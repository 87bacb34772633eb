// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.rca.Explanation.PathStep;
import io.sonde.diagnosis.rca.Explanation.Relation;
import io.sonde.diagnosis.rca.Explanation.RuledOut;
import io.sonde.diagnosis.rca.Explanation.Suspect;
import io.sonde.diagnosis.world.ServiceCourse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an answer readable: names, ways, advice, a timeline, a report. */
public final class Explainer {
    /** Nobody reads more; what comes after them was never likely. */
    private static final int MOST_SUSPECTS = 8;

    private static final int MOST_EVIDENCE = 6;

    /** A candidate with less is no candidate where another is sure. */
    private static final double WEAK = .25;

    private final Incident incident;
    private final Answer answer;
    private final Scene scene;

    private Explainer(Incident incident, Answer answer) {
        this.incident = incident;
        this.answer = answer;
        scene = Scene.of(incident);
    }

    /** @param incident filled by {@link CourseIncident} */
    public static Explanation explain(Incident incident, Answer answer) {
        return new Explainer(incident, answer).explanation();
    }

    private Explanation explanation() {
        List<Suspect> suspects = answer.ranked().stream()
                .filter(cause -> cause.confidence() > 0)
                .limit(MOST_SUSPECTS)
                .map(this::suspect)
                .toList();
        List<RuledOut> ruledOut = ruledOut(suspects);
        var storyline = new Storyline(scene, suspects);
        var report = new ReportText(scene, answer.conclusion(), suspects, ruledOut, storyline);
        return new Explanation(
                answer.conclusion(),
                suspects,
                ruledOut,
                storyline.moments(),
                report.report(),
                Unseen.in(scene, incident.signals().metrics().vitals().seen()));
    }

    private Suspect suspect(Cause cause) {
        Call link = Scene.linkOf(cause.service());
        String name = scene.nameOfSuspect(cause.service());
        FaultKind kind = cause.kinds().getFirst();
        String says = link == null ? Advice.says(kind) : "loses or delays what is sent";
        List<Finding> evidence = new ArrayList<>();
        cause.evidence().stream().limit(MOST_EVIDENCE).forEach(finding -> evidence.add(retold(finding, link)));
        Lead lead = cause.lead();
        if (lead != null && lead.isPlain()) {
            String sentence = lead.sentence(scene::nameOfSuspect);
            evidence.add(new Finding(cause.service(), Part.ORDER, kind, 0, sentence, null).since(lead.began()));
        }
        return new Suspect(
                cause.service(),
                link,
                name,
                cause.kinds(),
                cause.confidence(),
                says,
                "%s %s: %s.".formatted(name, says, evidence.getFirst().sentence()),
                evidence,
                path(cause.service(), link),
                Advice.fixes(kind, link == null ? name : scene.name(link.callee())));
    }

    /** What nobody below explains is told in the figures that people know. */
    private Finding retold(Finding finding, @Nullable Call link) {
        if (finding.part() != Part.EXCESS) {
            return finding;
        }
        HurtSteps steps = link == null
                ? HurtSteps.of(scene, finding.service())
                : HurtSteps.on(
                        scene,
                        scene.lines().stream()
                                .filter(line -> line.call().equals(link))
                                .toList());
        boolean late = incident.symptom().trouble() == FaultKind.LATENCY;
        String sentence = (late ? Harm.late(scene, steps) : Harm.failing(scene, steps))
                + (link == null ? ", and nobody whom it calls explains it" : "");
        return new Finding(
                finding.service(),
                finding.part(),
                finding.kind(),
                finding.value(),
                sentence,
                finding.operation(),
                late ? Harm.lateness(scene, steps) : Harm.failures(scene, steps),
                finding.began());
    }

    private List<PathStep> path(String service, @Nullable Call link) {
        String asked = scene.asked();
        String end = link == null ? service : link.caller();
        List<PathStep> steps = new ArrayList<>();
        List<String> down =
                asked.equals(end) ? List.of(asked) : incident.calls().path(asked, end);
        if (!down.isEmpty()) {
            add(steps, down, Relation.CALLED);
            if (link != null) {
                steps.add(new PathStep(link.callee(), scene.name(link.callee()), Relation.CALLED));
            }
            return steps;
        }
        List<String> up = incident.calls().path(end, asked);
        if (!up.isEmpty()) {
            List<String> reversed = new ArrayList<>(up);
            Collections.reverse(reversed);
            add(steps, reversed, Relation.CALLS);
            return steps;
        }
        return neighbours(asked, end);
    }

    private void add(List<PathStep> steps, List<String> services, Relation relation) {
        for (String each : services) {
            steps.add(new PathStep(each, scene.name(each), steps.isEmpty() ? Relation.ASKED : relation));
        }
    }

    /** By way of the nearest service that runs where the neighbour does. */
    private List<PathStep> neighbours(String asked, String end) {
        ServiceCourse neighbour = scene.course().service(end);
        if (neighbour == null) {
            return List.of();
        }
        List<String> nearest = scene.course().services().values().stream()
                .filter(service ->
                        scene.concerns(service.id()) && !Collections.disjoint(service.hosts(), neighbour.hosts()))
                .map(service -> asked.equals(service.id())
                        ? List.of(asked)
                        : incident.calls().path(asked, service.id()))
                .filter(way -> !way.isEmpty())
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
        List<PathStep> steps = new ArrayList<>();
        add(steps, nearest, Relation.CALLED);
        if (!steps.isEmpty()) {
            steps.add(new PathStep(end, scene.name(end), Relation.SAME_NODE));
        }
        return steps;
    }

    private List<RuledOut> ruledOut(List<Suspect> suspects) {
        List<RuledOut> ruledOut = new ArrayList<>();
        String first = suspects.isEmpty() ? "" : suspects.getFirst().id();
        answer.ruledOut().stream()
                .filter(each -> !each.service().equals(first))
                .forEach(each -> ruledOut.add(new RuledOut(
                        each.service(), scene.nameOfSuspect(each.service()), scene.withNames(each.reason()))));
        if (answer.conclusion() != Answer.Conclusion.CAUSE) {
            return ruledOut;
        }
        for (Suspect weak : suspects) {
            boolean isSaid = ruledOut.stream().anyMatch(each -> each.service().equals(weak.id()));
            if (!weak.id().equals(first) && weak.confidence() < WEAK && !isSaid) {
                ruledOut.add(new RuledOut(
                        weak.id(),
                        weak.name(),
                        "what it shows is slight beside " + suspects.getFirst().name()));
            }
        }
        for (Line line : scene.outbound(scene.asked())) {
            boolean isNamed = suspects.stream().anyMatch(each -> each.id().equals(line.target()))
                    || ruledOut.stream().anyMatch(each -> each.service().equals(line.target()));
            if (!isNamed) {
                why(line, suspects.getFirst())
                        .ifPresent(why -> ruledOut.add(new RuledOut(line.target(), scene.name(line.target()), why)));
            }
        }
        return ruledOut;
    }

    /** Why a service that the hurt one calls is not the cause, where that can be said. */
    private Optional<String> why(Line line, Suspect first) {
        if (HurtSteps.on(scene, List.of(line)).steps().length == 0) {
            return line.isAnswered() && scene.before().length > 0
                    ? Optional.of("it answers " + scene.name(scene.asked()) + " as before")
                    : Optional.empty();
        }
        boolean needs = !incident.calls().path(line.target(), first.id()).isEmpty();
        return needs ? Optional.of("what it shows comes from " + first.name() + ", which it needs") : Optional.empty();
    }
}
