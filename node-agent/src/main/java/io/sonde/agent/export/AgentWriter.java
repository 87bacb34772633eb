// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.cpu.HostCpu;
import io.sonde.agent.kernel.ProbeStatus;
import io.sonde.agent.net.AddressText;
import io.sonde.agent.net.NamespaceTable.LocalAddress;
import io.sonde.agent.request.SpanDecision;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Attributes;
import io.sonde.otlp.MetricsWriter;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes how the agent itself is: what it can see, what it lost, how full its tables are. */
final class AgentWriter {
    private static final double NANOS_PER_SECOND = 1e9;

    private final MetricsWriter out;
    private final long startNanos;
    private final Map<String, Long> lossesTold = new HashMap<>();
    private final Map<Bounded, Long> droppedTold = new EnumMap<>(Bounded.class);
    private final Map<SpanDecision, Long> spansTold = new EnumMap<>(SpanDecision.class);
    private long eventsTold;

    AgentWriter(MetricsWriter out, long startNanos) {
        this.out = out;
        this.startNanos = startNanos;
    }

    void write(Snapshot.OfAgent agent, Set<LocalAddress> watched, long nowNanos) {
        out.metric(Metrics.type(Metric.SONDE_AGENT_UPTIME));
        out.point(Attributes.empty(), (nowNanos - startNanos) / NANOS_PER_SECOND);
        out.metric(Metrics.type(Metric.SONDE_AGENT_CLOCK_AHEAD));
        out.point(Attributes.empty(), agent.clockAheadSeconds());
        probes(agent);
        losses(agent.losses());
        spans(agent.spans());
        out.metric(Metrics.type(Metric.SONDE_AGENT_EVENTS));
        out.point(Attributes.empty(), agent.events() - eventsTold);
        eventsTold = agent.events();
        tables(agent);
        addresses(watched);
    }

    void write(HostCpu.Use cpu) {
        if (cpu.cpus() == 0) {
            return;
        }
        out.metric(Metrics.type(Metric.SYSTEM_CPU_LOGICAL_COUNT));
        out.point(Attributes.empty(), cpu.cpus());
        out.metric(Metrics.type(Metric.SYSTEM_CPU_TIME));
        cpu.seconds().forEach((mode, seconds) -> out.point(Attributes.of(Attribute.CPU_MODE, mode.text()), seconds));
    }

    private void probes(Snapshot.OfAgent agent) {
        out.metric(Metrics.type(Metric.SONDE_AGENT_PROBE));
        for (ProbeStatus probe : agent.probes()) {
            out.point(
                    Attributes.builder()
                            .put(Attribute.SONDE_PROBE_NAME, probe.name())
                            .put(
                                    Attribute.SONDE_PROBE_STATE,
                                    probe.state().name().toLowerCase(Locale.ROOT))
                            .put(Attribute.SONDE_PROBE_REASON, probe.reason())
                            .build(),
                    1);
        }
    }

    /** Zero is sent too: it says that somebody counts. */
    private void losses(Map<String, Long> losses) {
        out.metric(Metrics.type(Metric.SONDE_AGENT_LOST));
        losses.forEach((where, total) -> {
            long told = lossesTold.getOrDefault(where, 0L);
            out.point(Attributes.of(Attribute.SONDE_LOSS_WHERE, where), Math.max(0, total - told));
            lossesTold.put(where, total);
        });
    }

    /** Zero is sent too: it says that somebody counts. */
    private void spans(Map<SpanDecision, Long> spans) {
        out.metric(Metrics.type(Metric.SONDE_AGENT_SPANS));
        spans.forEach((decision, total) -> {
            long told = spansTold.getOrDefault(decision, 0L);
            out.point(Attributes.of(Attribute.SONDE_SPAN_DECISION, decision.text()), total - told);
            spansTold.put(decision, total);
        });
    }

    private void tables(Snapshot.OfAgent agent) {
        out.metric(Metrics.type(Metric.SONDE_AGENT_TABLE_SIZE));
        agent.tables().forEach(table -> out.point(table(table), table.size()));
        out.metric(Metrics.type(Metric.SONDE_AGENT_TABLE_LIMIT));
        agent.tables().forEach(table -> out.point(table(table), table.limit()));
        out.metric(Metrics.type(Metric.SONDE_AGENT_TABLE_DROPPED));
        for (Fill table : agent.tables()) {
            long told = droppedTold.getOrDefault(table.which(), 0L);
            out.point(table(table), Math.max(0, table.dropped() - told));
            droppedTold.put(table.which(), table.dropped());
        }
    }

    private static Attributes table(Fill table) {
        return Attributes.of(Attribute.SONDE_TABLE_NAME, table.which().text());
    }

    private void addresses(Set<LocalAddress> watched) {
        out.metric(Metrics.type(Metric.SONDE_NETWORK_ADDRESS));
        for (LocalAddress address : watched) {
            out.point(
                    Attributes.builder()
                            .put(Attribute.NETWORK_LOCAL_ADDRESS, AddressText.of(address.high(), address.low()))
                            .put(Attribute.SONDE_NETWORK_NAMESPACE, Long.toString(address.namespace()))
                            .build(),
                    1);
        }
    }
}
