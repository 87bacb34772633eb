// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What services stand on together: if most of those on it are in trouble of their own (not by whom they call), and hardly
 * anybody else is, then it is it, not they.
 */
final class SharedScorer {
    /** From this value on a service is in trouble. */
    private static final double TROUBLE = .3;

    /** One alone says nothing of what it stands on. */
    private static final int LEAST_USERS = 2;

    private static final double LEAST_SHARE = .6;

    private SharedScorer() {}

    /** @param findings of services, already */
    static List<Finding> findings(Incident incident, List<Finding> findings) {
        Vitals vitals = incident.signals().metrics().vitals();
        Map<String, Double> trouble = new HashMap<>();
        findings.stream()
                .filter(finding -> !Suspects.INCLUSIVE.contains(finding.part()))
                .forEach(finding -> trouble.merge(finding.service(), finding.value(), Math::max));
        trouble.values().removeIf(value -> value < TROUBLE);
        Set<String> all = services(incident);
        List<Finding> shared = new ArrayList<>();
        for (Vitals.Shared one : vitals.shared()) {
            Set<String> hurt = new TreeSet<>(one.users());
            hurt.retainAll(trouble.keySet());
            Set<String> others = new TreeSet<>(all);
            others.removeAll(one.users());
            double share = (double) hurt.size() / Math.max(1, one.users().size());
            double outside = share(others, trouble);
            if (hurt.size() >= LEAST_USERS && share >= LEAST_SHARE && share > outside) {
                String sentence = Sentence.of(
                        "%d of the %d services on it are in trouble (%s), and %.0f %% of the others",
                        hurt.size(), one.users().size(), String.join(", ", hurt), 100 * outside);
                shared.add(new Finding(one.name(), Part.SHARED, one.kind(), share - outside, sentence, null));
            }
        }
        return shared;
    }

    private static double share(Set<String> of, Map<String, Double> trouble) {
        return of.isEmpty()
                ? 0
                : (double) of.stream().filter(trouble::containsKey).count() / of.size();
    }

    private static Set<String> services(Incident incident) {
        Set<String> all = new TreeSet<>();
        incident.calls().calls().forEach(call -> {
            all.add(call.caller());
            all.add(call.callee());
        });
        incident.signals().metrics().vitals().shared().forEach(one -> {
            all.addAll(one.users());
        });
        incident.signals().metrics().vitals().shared().forEach(one -> all.remove(one.name()));
        return all;
    }
}
