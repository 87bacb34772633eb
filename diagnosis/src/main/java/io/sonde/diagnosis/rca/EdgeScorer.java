// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is seen of calls where no spans tell more: callers that wait longer than the callee works, and calls that stopped. */
final class EdgeScorer implements Scorer {
    private static final int LEAST_HISTORY = 3;
    private static final double LEAST_SIGMAS = 2;
    private static final double HALF_SIGMAS = 8;

    /** A gap that moves by less than this share of itself, or less than this, has not moved. */
    private static final double LEAST_SHARE = .25;

    private static final double LEAST_SECONDS = .02;

    /** Calls stopped if this share of steps lost them. */
    private static final double STOPPED_SHARE = .5;

    /** In the first step of an incident there are calls from before. */
    private static final long FIRST_STEP_MILLIS = 60_000;

    private static final double STOPPED = .5;
    private static final double STOPPED_EACH = .1;
    private static final int STOPPED_COUNTED = 3;

    private record Farther(Points gap, double sigmas) {
        @Nullable
        Began began(Frame frame) {
            return Began.of(
                    gap, frame, gap.calm(frame).median(), gap.during(frame).quantile(.75));
        }
    }

    @Override
    public Part part() {
        return Part.EDGE;
    }

    @Override
    public List<Finding> findings(Incident incident) {
        List<EdgeSeries> edges = incident.signals().metrics().edges();
        List<Finding> findings = new ArrayList<>(farther(edges, incident.frame()));
        findings.addAll(stopped(edges, incident.frame()));
        return findings;
    }

    private List<Finding> farther(List<EdgeSeries> edges, Frame frame) {
        Map<String, List<Farther>> sigmas = new TreeMap<>();
        Map<String, Integer> callers = new TreeMap<>();
        for (EdgeSeries edge : edges) {
            callers.merge(edge.call().callee(), 1, Integer::sum);
            double moved = sigmas(edge.gap(), frame);
            if (moved >= LEAST_SIGMAS) {
                sigmas.computeIfAbsent(edge.call().callee(), callee -> new ArrayList<>())
                        .add(new Farther(edge.gap(), moved));
            }
        }
        List<Finding> findings = new ArrayList<>();
        sigmas.forEach((callee, moved) -> {
            Farther most = moved.stream()
                    .max(Comparator.comparingDouble(Farther::sigmas))
                    .orElseThrow();
            double share = (double) moved.size() / callers.getOrDefault(callee, 1);
            String sentence = Sentence.of(
                    "%.0f %% of its callers wait longer than it works (%.0f sigmas)", 100 * share, most.sigmas());
            findings.add(new Finding(
                            callee,
                            part(),
                            FaultKind.NETWORK,
                            share * Scale.half(most.sigmas(), HALF_SIGMAS),
                            sentence,
                            null)
                    .since(most.began(frame)));
        });
        return findings;
    }

    private static double sigmas(Points gap, Frame frame) {
        Sample calm = gap.calm(frame);
        Sample during = gap.during(frame);
        if (calm.size() < LEAST_HISTORY || during.isEmpty()) {
            return 0;
        }
        double usual = calm.median();
        double step = Math.max(Math.max(calm.deviation(), LEAST_SHARE * Math.abs(usual)), LEAST_SECONDS);
        return (during.quantile(.75) - usual) / step;
    }

    private List<Finding> stopped(List<EdgeSeries> edges, Frame frame) {
        var later = new Frame(frame.alert().plusMillis(FIRST_STEP_MILLIS), frame.until());
        Map<String, TreeSet<String>> lost = new TreeMap<>();
        for (EdgeSeries edge : edges) {
            Sample before = edge.active().calm(frame);
            Sample now = edge.active().during(later);
            if (!before.isEmpty() && !now.isEmpty() && before.mean() - now.mean() > STOPPED_SHARE) {
                lost.computeIfAbsent(edge.call().caller(), caller -> new TreeSet<>())
                        .add(edge.call().callee());
            }
        }
        List<Finding> findings = new ArrayList<>();
        lost.forEach((caller, callees) -> {
            double value = STOPPED + STOPPED_EACH * Math.min(STOPPED_COUNTED, callees.size());
            findings.add(new Finding(
                    caller, part(), FaultKind.CODE, value, "no longer calls " + String.join(", ", callees), null));
        });
        return findings;
    }
}
