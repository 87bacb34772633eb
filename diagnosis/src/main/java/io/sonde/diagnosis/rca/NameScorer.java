// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.EdgeCourse.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who told callers the wrong address: the name service that they ask, or their own configuration. */
final class NameScorer implements CourseScorer {
    /** All who should call the missed service go astray. */
    private static final double ALL = .95;

    /** Some do: it may be what they themselves believe. */
    private static final double SOME = .7;

    @Override
    public Part part() {
        return Part.CONNECTIONS;
    }

    @Override
    public List<Finding> findings(Scene scene) {
        Map<String, List<Astray>> byMissed = new TreeMap<>();
        for (Line line : scene.lines()) {
            Astray.of(line, scene)
                    .ifPresent(
                            astray -> byMissed.computeIfAbsent(astray.missed().target(), _ -> new ArrayList<>())
                                    .add(astray));
        }
        List<Finding> findings = new ArrayList<>();
        byMissed.forEach((missed, astray) -> findings.addAll(findings(missed, astray, scene)));
        return findings;
    }

    private List<Finding> findings(String missed, List<Astray> astray, Scene scene) {
        Set<String> callers = new TreeSet<>();
        astray.forEach(each -> callers.add(each.line().source()));
        boolean others = scene.inbound(missed).stream()
                .anyMatch(line -> !callers.contains(line.source()) && line.isAnswered() && line.now(Figure.OPENED) > 0);
        List<Finding> findings = new ArrayList<>();
        for (String server : nameServers(callers, scene)) {
            double value = others ? SOME : ALL;
            findings.add(finding(server, FaultKind.NAME_SERVICE, value, missed, astray, scene));
        }
        if (findings.isEmpty() || others) {
            for (String caller : callers) {
                findings.add(finding(caller, FaultKind.CONFIGURATION, others ? ALL : SOME, missed, astray, scene));
            }
        }
        return findings;
    }

    /** Those that all of them ask. */
    private static Set<String> nameServers(Set<String> callers, Scene scene) {
        Set<String> common = new TreeSet<>();
        boolean first = true;
        for (String caller : callers) {
            Set<String> asked = new TreeSet<>();
            scene.outbound(caller).stream().filter(Line::isNames).forEach(line -> asked.add(line.target()));
            if (first) {
                common.addAll(asked);
            } else {
                common.retainAll(asked);
            }
            first = false;
        }
        return common;
    }

    private Finding finding(
            String service, FaultKind kind, double value, String missed, List<Astray> astray, Scene scene) {
        Astray most = astray.getFirst();
        Set<String> callers = new TreeSet<>();
        astray.forEach(each -> callers.add(scene.name(each.line().source())));
        double failed =
                astray.stream().mapToDouble(each -> each.line().failed()).sum();
        String sentence = Sentence.of(
                "%s %s %s instead of %s, where nobody answers (%.0f failed connections; nobody was there before)",
                String.join(" and ", callers),
                callers.size() == 1 ? "connects to" : "connect to",
                scene.name(most.line().target()),
                scene.name(missed),
                failed);
        Measured measured = most.missed()
                .measured(
                        "requestsAsked",
                        "1/s",
                        most.missed().usual(most.missed()::askedPerSecond),
                        most.missed().askedPerSecond(),
                        most.missed()::askedPerSecond);
        return new Finding(service, part(), kind, value, sentence, null, measured, null);
    }
}
