// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Asks every scorer, explains away what a deeper cause explains already, ranks, and decides whether it stands by the first.
 * The same input gives the same answer, in whatever order it comes.
 */
public final class CauseFinder {
    /** From this sum of findings on a cause is claimed. */
    private static final double LEAST_CLAIM = .3;

    /** The sum of findings that is worth a confidence of one half. */
    private static final double HALF_CONFIDENCE = .5;

    private static final List<Scorer> SCORERS = List.of(new UsageScorer(), new FlowScorer(), new EdgeScorer());
    private static final List<TableScorer> TABLE_SCORERS =
            List.of(new TimeScorer(), new ShapeScorer(), new LogScorer());

    private final Set<Part> parts;

    public CauseFinder() {
        this(Part.all());
    }

    /** @param parts the parts in use; fewer than all only to see what each is worth */
    public CauseFinder(Set<Part> parts) {
        this.parts = Set.copyOf(parts);
    }

    public Answer find(Incident incident) {
        List<Finding> findings = new ArrayList<>();
        for (Scorer scorer : SCORERS) {
            if (parts.contains(scorer.part())) {
                findings.addAll(scorer.findings(incident));
            }
        }
        var table = SpanTable.of(incident.signals().spans(), incident.frame());
        for (TableScorer scorer : TABLE_SCORERS) {
            if (parts.contains(scorer.part()) && table.isComparable()) {
                findings.addAll(scorer.findings(incident, table));
            }
        }
        Answer.Change change = null;
        if (parts.contains(Part.CHANGES) && !incident.signals().changes().isEmpty()) {
            var finder = new ChangeFinder(incident);
            Culprit culprit = finder.culprit();
            findings.addAll(ChangeScorer.findings(finder, culprit));
            change = new Answer.Change(culprit, List.copyOf(finder.dragged()));
        }
        var suspects = new Suspects(incident.calls().with(table.calls()), findings, parts);
        List<Cause> ranked = suspects.ranked(incident.symptom().service());
        return new Answer(conclusion(incident, ranked), ranked, List.of(), change);
    }

    private static Answer.Conclusion conclusion(Incident incident, List<Cause> ranked) {
        Hurt hurt = Hurt.of(incident);
        if (hurt.isKnown() && hurt.excess().isEmpty()) {
            return Answer.Conclusion.NO_FAULT;
        }
        return ranked.isEmpty() || ranked.getFirst().confidence() < Scale.half(LEAST_CLAIM, HALF_CONFIDENCE)
                ? Answer.Conclusion.INCONCLUSIVE
                : Answer.Conclusion.CAUSE;
    }
}
