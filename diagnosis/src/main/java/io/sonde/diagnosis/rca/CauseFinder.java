// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks every scorer, explains away what a deeper cause explains already, ranks, and decides whether it stands by the first.
 * The same input gives the same answer, in whatever order it comes.
 */
public final class CauseFinder {
    private static final List<Scorer> SCORERS = List.of(new UsageScorer(), new FlowScorer(), new EdgeScorer());
    private static final List<TableScorer> TABLE_SCORERS =
            List.of(new TimeScorer(), new ShapeScorer(), new LogScorer());

    private static final List<CourseScorer> COURSE_SCORERS = List.of(
            new RefusalScorer(),
            new LossScorer(),
            new NameScorer(),
            new PoolScorer(),
            new ProcessScorer(),
            new SurgeScorer(),
            new CpuScorer());

    /** From here on a finding is more than a hint. */
    private static final double PLAIN = .5;

    /** From here on a service's own delay or errors are worth an explanation. */
    private static final double NOTICED = .25;

    private final Set<Part> parts;
    private final Weights weights;

    public CauseFinder() {
        this(Part.all(), Weights.DEFAULT);
    }

    /**
     * @param parts the parts in use; fewer than all only to see what each is worth
     * @param weights other than the default only to see what they are worth
     */
    public CauseFinder(Set<Part> parts, Weights weights) {
        this.parts = Set.copyOf(parts);
        this.weights = weights;
    }

    /**
     * What was found, before it is weighed.
     *
     * @param isWell whether it is known that nobody is hurt
     * @param began when it began, which may be before the alert
     * @param hurt when the service that was asked about began to be hurt; null where that cannot be told
     */
    public record Findings(
            CallGraph calls,
            List<Finding> findings,
            Answer.@Nullable Change change,
            boolean isWell,
            Instant began,
            @Nullable Began hurt) {}

    public Answer find(Incident incident) {
        return weigh(incident.symptom(), look(incident));
    }

    public Findings look(Incident incident) {
        if (!incident.signals().course().isNothing()) {
            return lookAtCourse(incident);
        }
        var trails = new Trails();
        SeriesTrails.add(incident, trails);
        Findings found = look(incident, trails);
        Instant onset = trails.onset(incident.frame().alert());
        return parts.contains(Part.ONSET) && onset.isBefore(incident.frame().alert())
                ? look(incident.from(onset), new Trails())
                : found;
    }

    private Findings look(Incident incident, Trails trails) {
        List<Finding> findings = new ArrayList<>();
        for (Scorer scorer : SCORERS) {
            if (parts.contains(scorer.part())) {
                findings.addAll(scorer.findings(incident));
            }
        }
        var table = SpanTable.of(incident.signals().spans(), incident.frame());
        for (TableScorer scorer : TABLE_SCORERS) {
            if (parts.contains(scorer.part()) && table.isComparable()) {
                findings.addAll(scorer.findings(incident, table, trails));
            }
        }
        Answer.Change change = null;
        if (parts.contains(Part.CHANGES) && !incident.signals().changes().isEmpty()) {
            var finder = new ChangeFinder(incident);
            Culprit culprit = finder.culprit();
            findings.addAll(ChangeScorer.findings(finder, culprit));
            change = new Answer.Change(culprit, List.copyOf(finder.dragged()));
        }
        findings.addAll(vitals(incident, findings));
        Hurt hurt = Hurt.of(incident);
        boolean isWell = hurt.isKnown() && hurt.excess().isEmpty();
        return new Findings(
                incident.calls()
                        .with(table.calls())
                        .with(incident.signals().metrics().vitals().links()),
                findings.stream()
                        .map(incident.signals().metrics().vitals()::named)
                        .toList(),
                change,
                isWell,
                incident.frame().alert(),
                Hurt.began(incident));
    }

    /** Where Sonde itself measured everything, what is plainly wrong near the service counts, whether it is felt or not. */
    private Findings lookAtCourse(Incident incident) {
        Scene scene = Scene.of(incident);
        List<Finding> findings = new ArrayList<>();
        COURSE_SCORERS.stream()
                .filter(scorer -> parts.contains(scorer.part()))
                .forEach(scorer -> findings.addAll(scorer.findings(scene)));
        boolean isWell = scene.isSeen()
                && scene.before().length > 0
                && scene.hurt().isEmpty()
                && findings.stream().noneMatch(finding -> finding.value() >= PLAIN);
        if (parts.contains(Part.EXCESS)) {
            new FlowScorer()
                    .findings(incident)
                    .forEach(finding -> findings.add(ofNames(finding.of(Part.EXCESS), scene)));
        }
        if (parts.contains(Part.LOGS)) {
            findings.addAll(ErrorLineScorer.findings(incident));
        }
        findings.addAll(ofSpans(incident, scene));
        vitals(incident, findings).stream()
                .filter(finding -> finding.kind() != FaultKind.DISK || mayWaitForDisk(finding.service(), findings))
                .forEach(findings::add);
        return new Findings(
                incident.calls().with(incident.signals().metrics().vitals().links()),
                findings.stream()
                        .map(incident.signals().metrics().vitals()::named)
                        .map(finding -> finding.dated(incident.frame()))
                        .toList(),
                null,
                isWell,
                incident.frame().alert(),
                Harm.began(scene, incident.frame()));
    }

    /**
     * What programs tell of their own requests, of those that concern the service. That it takes longer says no more of the why here
     * than what Sonde measures itself.
     */
    private List<Finding> ofSpans(Incident incident, Scene scene) {
        List<Finding> findings = new ArrayList<>();
        var table = SpanTable.of(incident.signals().spans(), incident.frame());
        if (!table.isComparable()) {
            return findings;
        }
        for (TableScorer scorer : List.of(new TimeScorer(), new ShapeScorer())) {
            if (parts.contains(scorer.part())) {
                scorer.findings(incident, table, new Trails()).stream()
                        .filter(finding -> scene.concerns(finding.service()))
                        .map(finding -> finding.part() == Part.TIME ? finding.of(FaultKind.LATENCY) : finding)
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    /**
     * A busy disk of a node concerns those of its services that are late or fail by themselves, and take connections: nobody knows who
     * uses it.
     */
    private static boolean mayWaitForDisk(String service, List<Finding> findings) {
        List<Finding> own = findings.stream()
                .filter(finding -> finding.service().equals(service))
                .toList();
        return own.stream().anyMatch(finding -> finding.part() == Part.EXCESS && finding.value() >= NOTICED)
                && own.stream().noneMatch(finding -> finding.part() == Part.CONNECTIONS && finding.value() >= PLAIN);
    }

    /** Who is only asked for names is late with names. */
    private static Finding ofNames(Finding finding, Scene scene) {
        List<Line> inbound = scene.inbound(finding.service());
        boolean isNameServer = !inbound.isEmpty() && inbound.stream().allMatch(Line::isNames);
        return isNameServer ? finding.of(FaultKind.NAME_SERVICE) : finding;
    }

    private List<Finding> vitals(Incident incident, List<Finding> found) {
        List<Finding> vital = Stream.concat(
                        VitalScorer.findings(incident).stream(), ProfileScorer.findings(incident).stream())
                .filter(finding -> parts.contains(finding.part()))
                .toList();
        List<Finding> all = new ArrayList<>(found);
        all.addAll(vital);
        List<Finding> more = new ArrayList<>(vital);
        if (parts.contains(Part.SHARED)) {
            more.addAll(SharedScorer.findings(incident, all));
        }
        return more;
    }

    public Answer weigh(Symptom symptom, Findings found) {
        var suspects = new Suspects(found, parts, weights);
        List<Cause> ranked = suspects.ranked(symptom.service());
        boolean sure = !ranked.isEmpty() && suspects.most() >= weights.leastClaim();
        Answer.Conclusion conclusion = found.isWell()
                ? Answer.Conclusion.NO_FAULT
                : sure ? Answer.Conclusion.CAUSE : Answer.Conclusion.INCONCLUSIVE;
        Answer.Change change = parts.contains(Part.CHANGES) ? found.change() : null;
        return new Answer(conclusion, ranked, suspects.ruledOut(), change, found.began());
    }
}
