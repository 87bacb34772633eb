// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.incident.Alert;
import io.sonde.diagnosis.incident.Grouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How well alerts were put together. Pairs of alerts that belong to injected faults: those of one fault should be in one
 * incident, others not.
 *
 * @param seen faults that made any alert
 * @param incidentsPerFault of those that were seen
 * @param mixed incidents with alerts of more than one fault
 * @param others incidents with alerts of none
 */
record StormScore(
        String name,
        int faults,
        int seen,
        int alerts,
        int different,
        int incidents,
        double precision,
        double recall,
        double incidentsPerFault,
        int mixed,
        int others) {
    static final String HEADER = String.format(
            "%-12s %6s %5s %7s %10s %10s %10s %7s %7s %20s %6s %7s",
            "day",
            "faults",
            "seen",
            "alerts",
            "different",
            "incidents",
            "precision",
            "recall",
            "F1",
            "incidents per fault",
            "mixed",
            "others");

    /** An alert, and the fault that it belongs to; -1 for none. */
    record Told(Alert alert, int fault) {}

    static StormScore of(String name, int faults, List<Told> told, Grouping grouping) {
        List<Long> incidents = incidents(told, grouping);
        long both = 0;
        long sameFault = 0;
        long sameIncident = 0;
        for (int i = 0; i < told.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (told.get(i).fault() < 0 || told.get(j).fault() < 0) {
                    continue;
                }
                boolean fault = told.get(i).fault() == told.get(j).fault();
                boolean incident = incidents.get(i).equals(incidents.get(j));
                sameFault += fault ? 1 : 0;
                sameIncident += incident ? 1 : 0;
                both += fault && incident ? 1 : 0;
            }
        }
        Map<Integer, Set<Long>> byFault = new HashMap<>();
        Map<Long, Set<Integer>> byIncident = new HashMap<>();
        Set<String> different = new HashSet<>();
        for (int i = 0; i < told.size(); i++) {
            Set<Integer> members = byIncident.computeIfAbsent(incidents.get(i), id -> new HashSet<>());
            different.add(incidents.get(i) + " " + told.get(i).alert().fingerprint());
            if (told.get(i).fault() >= 0) {
                members.add(told.get(i).fault());
                byFault.computeIfAbsent(told.get(i).fault(), fault -> new HashSet<>())
                        .add(incidents.get(i));
            }
        }
        return new StormScore(
                name,
                faults,
                byFault.size(),
                told.size(),
                different.size(),
                byIncident.size(),
                (double) both / sameIncident,
                (double) both / sameFault,
                byFault.values().stream().mapToInt(Set::size).average().orElse(Double.NaN),
                (int) byIncident.values().stream().filter(all -> all.size() > 1).count(),
                (int) byIncident.values().stream().filter(Set::isEmpty).count());
    }

    /** The incident of each alert, when all is over. */
    private static List<Long> incidents(List<Told> told, Grouping grouping) {
        List<Long> placed = new ArrayList<>();
        Map<Long, Long> mergedInto = new HashMap<>();
        for (Told one : told) {
            Grouping.Placed place = grouping.place(one.alert());
            placed.add(place.group().id());
            place.merged().forEach(id -> mergedInto.put(id, place.group().id()));
        }
        return placed.stream()
                .map(id -> {
                    long last = id;
                    while (mergedInto.containsKey(last)) {
                        last = mergedInto.getOrDefault(last, last);
                    }
                    return last;
                })
                .toList();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-12s %6d %5d %7d %10d %10d %10.3f %7.3f %7.3f %20.2f %6d %7d",
                name,
                faults,
                seen,
                alerts,
                different,
                incidents,
                precision,
                recall,
                2 * precision * recall / (precision + recall),
                incidentsPerFault,
                mixed,
                others);
    }
}
