// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.query.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent.
 *
 * @param node name of its node
 * @param version of the agent
 * @param kernel release of the node's kernel
 * @param uptimeSeconds how long it had been running when it was heard last
 * @param clockOffsetSeconds how far its node's clock is ahead of the server's (behind: negative), by which its times are
 *     corrected; 0 where it is right
 * @param lastSeen when it was heard last
 * @param status how it is
 * @param reasons why, in sentences
 * @param probes what it looks with
 * @param lost what it dropped in the last hour, by place
 * @param tables its bounded tables
 */
@Answer
record AgentAnswer(
        String node,
        String version,
        String kernel,
        @Nullable Double uptimeSeconds,
        @Nullable Double clockOffsetSeconds,
        Instant lastSeen,
        StatusAnswer status,
        List<String> reasons,
        List<Probe> probes,
        Map<String, Long> lost,
        List<Table> tables) {
    /** Twelve exports: more than any pause of a healthy agent, soon enough for a person. */
    private static final Duration SILENT = Duration.ofSeconds(60);

    private static final String FAILED = "failed";

    /**
     * A probe.
     *
     * @param name what it is called
     * @param state attached, failed or off
     * @param reason why it is not attached; empty when it is
     */
    @Answer
    record Probe(String name, String state, String reason) {}

    /**
     * A bounded table.
     *
     * @param name what it is called
     * @param size entries in it
     * @param limit most entries that it may hold
     * @param dropped how often something found no room in the last hour
     * @param atLimit drops, or forgets (something that can be found again)
     */
    @Answer
    record Table(
            String name,
            @Nullable Long size,
            @Nullable Long limit,
            @Nullable Long dropped,
            String atLimit) {
        /** How agents call what only saves them work. */
        private static final String CACHE = "cache.";

        static Table of(Agent.Table table) {
            String atLimit = table.name().startsWith(CACHE) ? "forgets" : "drops";
            return new Table(table.name(), table.size(), table.limit(), table.dropped(), atLimit);
        }
    }

    static AgentAnswer of(Agent agent, Instant now) {
        boolean silent = agent.lastSeen().isBefore(now.minus(SILENT));
        List<String> reasons = new ArrayList<>();
        if (silent) {
            reasons.add("Not heard since %s.".formatted(agent.lastSeen()));
        }
        Double ahead = agent.clockAheadSeconds();
        if (ahead != null && ahead != 0) {
            reasons.add("The clock of %s is %,.0f s %s the server's: its times are corrected by that."
                    .formatted(agent.node(), Math.abs(ahead), ahead > 0 ? "ahead of" : "behind"));
        }
        agent.probes().stream()
                .filter(probe -> probe.state().equals(FAILED))
                .forEach(probe -> reasons.add(
                        "Probe %s is not attached: %s.".formatted(probe.name(), withoutDot(probe.reason()))));
        agent.lost().forEach((where, count) -> {
            if (count > 0) {
                reasons.add("%d items were lost in the last hour (%s).".formatted(count, where));
            }
        });
        return new AgentAnswer(
                agent.node(),
                agent.version(),
                agent.kernel(),
                agent.uptimeSeconds(),
                ahead,
                agent.lastSeen(),
                silent ? StatusAnswer.CRITICAL : reasons.isEmpty() ? StatusAnswer.OK : StatusAnswer.WARNING,
                reasons,
                agent.probes().stream()
                        .map(probe -> new Probe(probe.name(), probe.state(), probe.reason()))
                        .toList(),
                agent.lost(),
                agent.tables().stream().map(Table::of).toList());
    }

    private static String withoutDot(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
