// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.causes;

import io.sonde.diagnosis.rca.Explanation;
import io.sonde.diagnosis.world.Course;
import io.sonde.server.query.Agent;
import io.sonde.server.query.AgentsQuery;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the agents themselves could not see in a time: what they lost, and ways of seeing that do not work. */
@Singleton
final class Blind {
    private static final String FAILED = "failed";
    private static final int MOST = 10;

    private final AgentsQuery agents;

    Blind(AgentsQuery agents) {
        this.agents = agents;
    }

    /** @param more what else was not seen */
    Explanation addTo(Explanation explanation, List<String> more, Course course) {
        List<String> notSeen = new ArrayList<>(explanation.notSeen());
        notSeen.addAll(more);
        try {
            for (Agent agent : agents.agents(Instant.ofEpochMilli(course.steps().toMillis()))) {
                sentences(agent).forEach(notSeen::add);
            }
        } catch (StoreException e) {
            notSeen.add("What the agents lost is not known, because the store did not answer.");
        }
        return explanation.with(notSeen.stream().limit(MOST).toList());
    }

    private static List<String> sentences(Agent agent) {
        List<String> sentences = new ArrayList<>();
        List<String> failed = agent.probes().stream()
                .filter(probe -> probe.state().equals(FAILED))
                .map(Agent.Probe::name)
                .toList();
        if (!failed.isEmpty()) {
            sentences.add("On node %s these do not work: %s.".formatted(agent.node(), String.join(", ", failed)));
        }
        String lost = agent.lost().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Blind::text)
                .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            sentences.add("The agent of node %s lost events in the hour before: %s.".formatted(agent.node(), lost));
        }
        return sentences;
    }

    private static String text(Map.Entry<String, Long> lost) {
        return lost.getValue() + " in " + lost.getKey();
    }
}
