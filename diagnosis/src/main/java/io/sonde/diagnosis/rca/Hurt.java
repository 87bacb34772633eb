// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much each service is hurt in the steps of time in which the one that people complain about is hurt; the mean over these
 * steps, so that a hole in the data costs little.
 */
final class Hurt {
    /** From here on a step is plainly not as it was. */
    private static final double PLAIN_SIGMAS = 3;

    /** From here on it is, if something below plainly explains it. */
    private static final double WEAK_SIGMAS = 2;

    private static final double DEEPER_SIGMAS = 8;
    private static final double DEEPER_SHARE = .3;

    private final Map<String, Excess> excess;
    private final boolean known;

    private Hurt(Map<String, Excess> excess, boolean known) {
        this.excess = excess;
        this.known = known;
    }

    static Hurt of(Incident incident) {
        String alerted = incident.symptom().service();
        FaultKind trouble = incident.symptom().trouble();
        List<ExcessSeries> all = trouble == null ? List.of() : excesses(incident, trouble);
        ExcessSeries own = all.stream()
                .filter(series -> series.service().equals(alerted))
                .findFirst()
                .orElse(null);
        if (alerted == null || own == null) {
            return new Hurt(Map.of(), false);
        }
        List<Map<String, Excess>> steps = new ArrayList<>();
        for (long time : own.times(incident.frame())) {
            Map<String, Excess> step = new TreeMap<>();
            all.forEach(series -> series.at(time).ifPresent(found -> step.put(series.service(), found)));
            if (isHurt(step, alerted, incident.calls().below(alerted))) {
                steps.add(step);
            }
        }
        return new Hurt(mean(steps), true);
    }

    /** When the alerted service began to be hurt; null where that cannot be told. */
    static @Nullable Began began(Incident incident) {
        FaultKind trouble = incident.symptom().trouble();
        return incident.signals().metrics().requests().stream()
                .filter(series -> trouble != null
                        && series.service().equals(incident.symptom().service()))
                .findFirst()
                .map(series -> series.began(trouble == FaultKind.ERRORS, incident.frame()))
                .orElse(null);
    }

    /** Whether it is known at all how the alerted service is doing. */
    boolean isKnown() {
        return known;
    }

    /** Empty if the alerted service is not hurt. */
    Map<String, Excess> excess() {
        return excess;
    }

    private static List<ExcessSeries> excesses(Incident incident, FaultKind trouble) {
        return incident.signals().metrics().requests().stream()
                .map(series -> ExcessSeries.of(series, trouble, incident))
                .toList();
    }

    private static boolean isHurt(Map<String, Excess> step, String alerted, Set<String> below) {
        Excess own = step.get(alerted);
        if (own == null || own.sigmas() < WEAK_SIGMAS) {
            return false;
        }
        return own.sigmas() >= PLAIN_SIGMAS
                || below.stream()
                        .map(step::get)
                        .anyMatch(deeper -> deeper != null
                                && deeper.sigmas() >= DEEPER_SIGMAS
                                && deeper.amount() >= DEEPER_SHARE * own.amount());
    }

    private static Map<String, Excess> mean(List<Map<String, Excess>> steps) {
        Set<String> services = new TreeSet<>();
        steps.forEach(step -> services.addAll(step.keySet()));
        Map<String, Excess> means = new TreeMap<>();
        for (String service : services) {
            List<Excess> found = steps.stream()
                    .map(step -> step.get(service))
                    .filter(step -> step != null)
                    .toList();
            means.put(service, Excess.mean(found));
        }
        return means;
    }
}
