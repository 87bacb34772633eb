// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The findings, added up per service: who comes first, and with what. */
final class Suspects {
    /** What a caller's findings are worth if whom it calls is in trouble too. */
    private static final double EXPLAINED = .5;

    /** How strong the deeper trouble must be, beside the caller's. */
    private static final double EXPLAINS_FROM = .5;

    /** The sum of findings that is worth a confidence of one half. */
    static final double HALF_CONFIDENCE = .5;

    /** By how much more, or less, somebody counts who began before, or after, all others. */
    private static final double FIRST = .15;

    /** Sums are compared to this many parts, so that the order of adding up does not matter. */
    private static final double ROUNDING = 1e6;

    /** What a callee's trouble shows in its callers too. Time and flow do not: they are exclusive already. */
    static final Set<Part> INCLUSIVE =
            Set.of(Part.SHAPE, Part.LOGS, Part.EDGE, Part.WAITS, Part.CONNECTIONS, Part.EXCESS);

    /** From this value on, a kind comes before those that it brings with it: full memory keeps the processor busy. */
    private static final double PLAIN = .5;

    /** Below this value a kind is hardly one. */
    private static final double HINT = .25;

    /** The places of kinds that bring no others; of those that only say what is noticed; of those hardly seen. */
    private static final int OTHER = 5;

    private static final int SYMPTOM = 6;
    private static final int FAINT = 7;

    private final CallGraph calls;
    private final Set<Part> parts;
    private final Weights weights;
    private final Map<String, List<Finding>> byService = new TreeMap<>();
    private final Map<String, Double> strongest = new TreeMap<>();
    private final Order order;

    Suspects(CauseFinder.Findings found, Set<Part> parts, Weights weights) {
        this.calls = found.calls();
        this.parts = parts;
        this.weights = weights;
        List<Finding> used = found.findings().stream()
                .filter(finding -> parts.contains(finding.part()))
                .toList();
        for (Finding finding : used) {
            byService
                    .computeIfAbsent(finding.service(), service -> new ArrayList<>())
                    .add(finding);
            strongest.merge(finding.service(), weights.worth(finding), Math::max);
        }
        order = new Order(byService, weights::worth, found.hurt());
    }

    List<Cause> ranked(@Nullable String alerted) {
        Map<String, Double> sums = new TreeMap<>();
        byService.keySet().forEach(service -> sums.put(service, sum(service) * (1 + FIRST * lead(service))));
        Comparator<String> order = Comparator.comparingDouble((String service) -> -sums.getOrDefault(service, 0.0));
        if (parts.contains(Part.DEPTH)) {
            order = order.thenComparingInt(service -> -calls.depth(service));
        }
        return byService.keySet().stream()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .map(service -> cause(service, sums.getOrDefault(service, 0.0), alerted))
                .toList();
    }

    private Cause cause(String service, double sum, @Nullable String alerted) {
        List<Finding> findings = byService.getOrDefault(service, List.of()).stream()
                .sorted(Comparator.comparingDouble((Finding finding) -> -weights.worth(finding))
                        .thenComparing(Finding::part)
                        .thenComparing(Finding::sentence))
                .toList();
        List<String> path = alerted == null ? List.of() : calls.path(alerted, service);
        return new Cause(
                service, kinds(findings), Scale.half(sum, HALF_CONFIDENCE), findings, path, order.lead(service));
    }

    private double lead(String service) {
        Lead lead = parts.contains(Part.ORDER) ? order.lead(service) : null;
        return lead == null ? 0 : lead.score();
    }

    /** Of the strongest, whenever it began: order says who of them it is, not whether it is anybody. */
    double most() {
        return byService.keySet().stream().mapToDouble(this::sum).max().orElse(0);
    }

    private double sum(String service) {
        return sum(service, byService.getOrDefault(service, List.of()));
    }

    /** Who shows something that a deeper trouble explains. */
    List<Answer.RuledOut> ruledOut() {
        List<Answer.RuledOut> ruledOut = new ArrayList<>();
        byService.forEach((service, findings) -> findings.stream()
                .filter(finding -> INCLUSIVE.contains(finding.part()))
                .max(Comparator.comparingDouble(weights::worth))
                .flatMap(finding -> deeperTrouble(service, weights.worth(finding)))
                .ifPresent(deeper -> ruledOut.add(new Answer.RuledOut(
                        service, "whom it calls is in trouble too, and that explains what it shows: " + deeper))));
        return ruledOut;
    }

    /** The best finding of each part, added up. */
    private double sum(String service, List<Finding> findings) {
        Map<Part, Double> best = new EnumMap<>(Part.class);
        findings.forEach(finding -> best.merge(finding.part(), weights.worth(finding), Math::max));
        double sum = 0;
        for (Map.Entry<Part, Double> found : best.entrySet()) {
            boolean explained = INCLUSIVE.contains(found.getKey()) && isExplained(service, found.getValue());
            sum += found.getValue() * (explained || standsOnTrouble(service) ? EXPLAINED : 1);
        }
        return Math.rint(sum * ROUNDING) / ROUNDING;
    }

    /** What it stands on, with others who are in trouble too, is to blame. */
    private boolean standsOnTrouble(String service) {
        return calls.callees(service).stream()
                .flatMap(callee -> byService.getOrDefault(callee, List.of()).stream())
                .anyMatch(finding -> finding.part() == Part.SHARED);
    }

    private boolean isExplained(String service, double worth) {
        return parts.contains(Part.EXPLAIN) && deeperTrouble(service, worth).isPresent();
    }

    /** Whom it calls, directly or not, and who is in trouble nearly as much or more. */
    private Optional<String> deeperTrouble(String service, double worth) {
        return calls.below(service).stream()
                .filter(callee ->
                        !callee.equals(service) && !calls.below(callee).contains(service))
                .filter(callee ->
                        strongest.containsKey(callee) && strongest.getOrDefault(callee, 0.0) >= EXPLAINS_FROM * worth)
                .max(Comparator.comparingDouble((String callee) -> strongest.getOrDefault(callee, 0.0))
                        .thenComparing(Comparator.reverseOrder()));
    }

    private List<FaultKind> kinds(List<Finding> findings) {
        Map<FaultKind, Double> best = new EnumMap<>(FaultKind.class);
        findings.forEach(finding -> best.merge(finding.kind(), weights.worth(finding), Math::max));
        return best.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<FaultKind, Double> kind) -> precedence(kind))
                        .thenComparingDouble(kind -> -kind.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int precedence(Map.Entry<FaultKind, Double> kind) {
        if (kind.getValue() < HINT) {
            return FAINT;
        }
        return switch (kind.getKey()) {
            case LATENCY, ERRORS -> SYMPTOM;
            case NODE -> kind.getValue() < PLAIN ? OTHER : 0;
            case SURGE -> kind.getValue() < PLAIN ? OTHER : 1;
            case MEMORY -> kind.getValue() < PLAIN ? OTHER : 2;
            case GC -> kind.getValue() < PLAIN ? OTHER : 3;
            case CPU -> kind.getValue() < PLAIN ? OTHER : 4;
            default -> OTHER;
        };
    }
}
