// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose own trouble it is: a service's excess seconds or errors, minus those of whom it calls. A callee that was not called
 * before explains nothing: to call it is the caller's change.
 */
final class FlowScorer implements Scorer {
    /** Own excess worth half, as a share of all that is lost. */
    private static final double HALF_SHARE = .25;

    private static final double HALF_SIGMAS = 2;
    /** That the alerted service keeps it for itself may mean that the one who explains it is not seen: it must be plain. */
    private static final double HALF_SIGMAS_ALERTED = 20;

    private static final double LEAST_SIGMAS = 3;

    @Override
    public Part part() {
        return Part.FLOW;
    }

    @Override
    public List<Finding> findings(Incident incident) {
        String alerted = incident.symptom().service();
        FaultKind trouble = incident.symptom().trouble();
        Map<String, Excess> excess = Hurt.of(incident).excess();
        if (alerted == null || trouble == null || !excess.containsKey(alerted)) {
            return List.of();
        }
        Map<String, Double> own = own(incident.calls(), alerted, excess);
        double total = own.values().stream()
                .reduce(Math.max(excess.getOrDefault(alerted, Excess.NONE).amount(), Double.MIN_NORMAL), Math::max);
        List<Finding> findings = new ArrayList<>();
        own.forEach((service, amount) -> {
            double sigmas = excess.getOrDefault(service, Excess.NONE).sigmas();
            if (amount > 0 && sigmas >= LEAST_SIGMAS) {
                double value = Scale.half(amount / total, HALF_SHARE)
                        * Scale.half(sigmas, service.equals(alerted) ? HALF_SIGMAS_ALERTED : HALF_SIGMAS);
                findings.add(new Finding(service, part(), trouble, value, sentence(trouble, amount, sigmas), null)
                        .since(began(incident, service, trouble)));
            }
        });
        return findings;
    }

    private static Map<String, Double> own(CallGraph calls, String alerted, Map<String, Excess> excess) {
        Map<String, Double> own = new TreeMap<>();
        excess.forEach((service, more) -> {
            boolean reached = service.equals(alerted) || calls.below(alerted).contains(service);
            if (reached && more.amount() > 0 && !more.fresh()) {
                double explained = calls.callees(service).stream()
                        .map(excess::get)
                        .filter(callee -> callee != null && !callee.fresh())
                        .mapToDouble(callee -> Math.max(0, callee.amount()))
                        .sum();
                own.put(service, Math.max(0, more.amount() - explained));
            }
        });
        return own;
    }

    private static @Nullable Began began(Incident incident, String service, FaultKind trouble) {
        return incident.signals().metrics().requests().stream()
                .filter(series -> series.service().equals(service))
                .findFirst()
                .map(series -> series.began(trouble == FaultKind.ERRORS, incident.frame()))
                .orElse(null);
    }

    private static String sentence(FaultKind trouble, double amount, double sigmas) {
        return trouble == FaultKind.LATENCY
                ? Sentence.of(
                        "spends %.3g s per step more than usual that nobody below it explains (%.0f sigmas)",
                        amount, sigmas)
                : Sentence.of(
                        "fails %.3g requests per step more than usual that nobody below it explains (%.0f sigmas)",
                        amount, sigmas);
    }
}
