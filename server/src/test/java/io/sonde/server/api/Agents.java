// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Three agents: one that sees everything, one that does not, one that is gone. */
final class Agents {
    private static final Duration LATELY = Duration.ofMinutes(20);

    private Agents() {}

    static Scene scene(Instant now) {
        Scene scene = new Scene(now);
        agent(scene, Duration.ZERO, Shop.agent("node-a", "6.18.5"), "attached", "", 0);
        Map<String, String> halfBlind = Shop.agent("node-b", "5.15.0-91-generic");
        // Until then it was attached: only what is said last counts.
        agent(scene, LATELY.negated(), halfBlind, "attached", "", 7);
        agent(scene, Duration.ZERO, halfBlind, "failed", "tracefs is not mounted", 5);
        agent(scene, LATELY.negated(), Shop.agent("node-c", "6.1.0"), "attached", "", 0);
        return scene;
    }

    private static void agent(
            Scene scene, Duration at, Map<String, String> who, String retransmits, String reason, long lost) {
        scene.at(at, who)
                .gauge(Metric.SONDE_AGENT_UPTIME.id(), 1740, Map.of())
                .gauge(Metric.SONDE_AGENT_PROBE.id(), 1, probe("tcp-state", "attached", ""))
                .gauge(Metric.SONDE_AGENT_PROBE.id(), 1, probe("tcp-retransmit", retransmits, reason))
                .gauge(Metric.SONDE_AGENT_PROBE.id(), 1, probe("tls", "off", "not asked for"))
                .sum(Metric.SONDE_AGENT_LOST.id(), lost, Map.of(Attribute.SONDE_LOSS_WHERE, "ring.control"))
                .gauge(Metric.SONDE_AGENT_TABLE_SIZE.id(), 120, Map.of(Attribute.SONDE_TABLE_NAME, "flows"))
                .gauge(Metric.SONDE_AGENT_TABLE_LIMIT.id(), 16384, Map.of(Attribute.SONDE_TABLE_NAME, "flows"))
                .sum(Metric.SONDE_AGENT_TABLE_DROPPED.id(), lost, Map.of(Attribute.SONDE_TABLE_NAME, "flows"));
    }

    private static Map<String, String> probe(String name, String state, String reason) {
        return Map.of(
                Attribute.SONDE_PROBE_NAME, name,
                Attribute.SONDE_PROBE_STATE, state,
                Attribute.SONDE_PROBE_REASON, reason);
    }
}
