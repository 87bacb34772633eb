// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.incident.Alert;
import io.sonde.diagnosis.incident.Grouping;
import io.sonde.diagnosis.incident.Topology;
import io.sonde.diagnosis.rca.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code sonde-eval storms nezha}: how many incidents become of the alerts of each injected fault. With several folders, the
 * systems run beside each other: the first day of each begins at the same time.
 */
final class StormCommand {
    /** Faults are said to begin up to a minute after they do. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private StormCommand() {}

    static void run(List<String> args) throws IOException {
        if (args.size() < 2 || !args.getFirst().equals("nezha")) {
            throw new UsageException("storms needs nezha and its folder");
        }
        System.out.println(StormScore.HEADER);
        List<Nezha.Day> together = new ArrayList<>();
        for (String folder : args.subList(1, args.size())) {
            List<Nezha.Day> days = new Nezha(Path.of(folder), Disturbance.NONE).days();
            together.add(days.getFirst());
            for (Nezha.Day day : days) {
                System.out.println(score(day.date(), List.of(day)));
            }
        }
        if (together.size() > 1) {
            System.out.println(score("at once", together));
        }
    }

    private static StormScore score(String name, List<Nezha.Day> days) {
        Map<String, TreeSet<String>> links = new TreeMap<>();
        List<StormScore.Told> told = new ArrayList<>();
        int injected = 0;
        for (Nezha.Day day : days) {
            calls(day)
                    .forEach(call -> links.computeIfAbsent(call.caller(), caller -> new TreeSet<>())
                            .add(call.callee()));
            Duration moved = Duration.between(
                    day.injected().getFirst(), days.getFirst().injected().getFirst());
            for (Alert alert : StormSeries.alerts(day.data())) {
                told.add(new StormScore.Told(
                        new Alert(alert.fingerprint(), alert.at().plus(moved)),
                        injection(day.injected(), alert.at(), injected)));
            }
            injected += day.injected().size();
        }
        told.sort(Comparator.comparing(one -> one.alert().at()));
        var grouping = new Grouping(Topology.of(links), Grouping.Rules.DEFAULT);
        return StormScore.of(name, injected, told, grouping);
    }

    private static List<Call> calls(Nezha.Day day) {
        List<Call> calls = new ArrayList<>(day.data().calls().calls());
        Map<List<Long>, String> services = new HashMap<>();
        day.data().spans().forEach(span -> services.put(List.of(span.trace(), span.id()), span.service()));
        day.data().spans().forEach(span -> {
            String caller = services.get(List.of(span.trace(), span.parent()));
            if (caller != null) {
                calls.add(new Call(caller, span.service()));
            }
        });
        return calls;
    }

    /** Which one an alert belongs to; -1 for none. */
    private static int injection(List<Instant> injected, Instant at, int first) {
        for (int i = 0; i < injected.size(); i++) {
            Instant from = injected.get(i).minus(EARLY);
            if (!at.isBefore(from) && at.isBefore(injected.get(i).plus(Nezha.FAULT))) {
                return first + i;
            }
        }
        return -1;
    }
}
