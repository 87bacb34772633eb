// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is broken around an incident, in words and numbers: who complains, who is complained about, and since when. */
final class Trouble {
    /** Such a line about another service says that that one is to blame. */
    private static final Pattern BLAMES =
            Pattern.compile("upstream|from|call|failed|returned|timeout|slow|unavailable");

    private static final double ALERTED = 1;
    private static final double EACH_BLAME = .2;
    private static final double VICTIM = -.8;
    private static final double FIRST = .5;

    /** Who fails within this of the first fails first. */
    private static final long FIRST_MILLIS = 60_000;

    /** Lines are known a while after they were written. */
    private static final long LATE_MILLIS = 600_000;

    private final Incident incident;
    private final List<Operational.Moved> moved = new ArrayList<>();
    private final Map<String, Long> first = new TreeMap<>();
    private final Map<String, Integer> blamed = new HashMap<>();
    private final Set<String> victims = new HashSet<>();
    private final List<String> services;
    private final String said;
    private final long began;

    private Trouble(Incident incident) {
        this.incident = incident;
        Changes changes = incident.signals().changes();
        long alert = incident.frame().alert().toEpochMilli();
        for (Changes.NamedSeries series : changes.series()) {
            Onset.of(series.points(), alert).ifPresent(onset -> {
                moved.add(new Operational.Moved(series.service(), series.name(), onset));
                first.merge(series.service(), onset.millis(), Math::min);
            });
        }
        Set<String> names = names(changes);
        for (Changes.Complaint complaint : changes.complaints()) {
            if (complaint.since().toEpochMilli() <= alert + LATE_MILLIS) {
                first.merge(complaint.service(), complaint.since().toEpochMilli(), Math::min);
            }
            blame(complaint, names);
        }
        services = ranked();
        said = said(changes).toLowerCase(Locale.ROOT);
        began = began(alert);
    }

    static Trouble of(Incident incident) {
        return new Trouble(incident);
    }

    private static Set<String> names(Changes changes) {
        Set<String> names = new TreeSet<>();
        changes.series().forEach(series -> names.add(series.service()));
        changes.complaints().forEach(complaint -> names.add(complaint.service()));
        changes.rollouts().forEach(rollout -> names.add(rollout.service()));
        return names;
    }

    private void blame(Changes.Complaint complaint, Set<String> names) {
        for (String other : names) {
            if (!other.equals(complaint.service())
                    && complaint.text().contains(other)
                    && BLAMES.matcher(complaint.text()).find()) {
                victims.add(complaint.service());
                blamed.merge(other, 1, Integer::sum);
            }
        }
    }

    private List<String> ranked() {
        long earliest = first.values().stream().min(Comparator.naturalOrder()).orElse(0L);
        Map<String, Double> scores = new TreeMap<>();
        first.forEach((service, since) -> scores.put(
                service,
                (service.equals(incident.symptom().service()) ? ALERTED : 0)
                        + Math.min(1, EACH_BLAME * blamed.getOrDefault(service, 0))
                        + (victims.contains(service) ? VICTIM : 0)
                        + (since <= earliest + FIRST_MILLIS ? FIRST : 0)));
        List<String> ranked = scores.keySet().stream()
                .sorted(Comparator.comparingDouble((String service) -> -scores.getOrDefault(service, 0.0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        String alerted = incident.symptom().service();
        return ranked.isEmpty() && alerted != null ? List.of(alerted) : ranked;
    }

    private String said(Changes changes) {
        Set<String> all = new TreeSet<>();
        changes.complaints().forEach(complaint -> all.add(complaint.text()));
        moved.forEach(series -> all.add(series.name()));
        return changes.alert() + " ; " + String.join(" ; ", all);
    }

    private long began(long alert) {
        long began = moved.stream()
                .filter(series -> series.service().equals(incident.symptom().service()))
                .mapToLong(series -> series.onset().millis())
                .min()
                .orElse(alert);
        return services.isEmpty() ? began : Math.min(began, first.getOrDefault(services.getFirst(), began));
    }

    List<String> services() {
        return services;
    }

    /** Whom it drags down. */
    Set<String> dragged() {
        Set<String> dragged = new TreeSet<>(victims);
        moved.forEach(series -> dragged.add(series.service()));
        services.stream().limit(1).forEach(dragged::remove);
        return dragged;
    }

    /** All that is said of it, in lower case. */
    String said() {
        return said;
    }

    /** When it began, in milliseconds. */
    long began() {
        return began;
    }

    /** How close a service is to the trouble: 1 for where it is, less for whom that calls, little for others. */
    double nearness(String service) {
        if (!services.isEmpty() && services.getFirst().equals(service)) {
            return 1;
        }
        String alerted = incident.symptom().service();
        Set<String> near = new HashSet<>();
        services.stream().limit(1).forEach(where -> near.addAll(incident.calls().callees(where)));
        if (alerted != null) {
            near.add(alerted);
            near.addAll(incident.calls().callees(alerted));
        }
        return near.contains(service) ? .7 : .3;
    }

    Optional<Operational> operational() {
        Changes changes = incident.signals().changes();
        Set<String> texts = changes.complaints().stream()
                .map(Changes.Complaint::text)
                .collect(Collectors.toCollection(TreeSet::new));
        texts.add(changes.alert());
        Set<String> concerned = new HashSet<>();
        services.stream().limit(1).forEach(concerned::add);
        String alerted = incident.symptom().service();
        if (alerted != null) {
            concerned.add(alerted);
        }
        return Operational.strongest(texts, moved, concerned);
    }
}
