// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import io.sonde.diagnosis.world.Aggregate;
import io.sonde.diagnosis.world.Series;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import io.sonde.server.query.Agent.Probe;
import io.sonde.server.query.Agent.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An agent while its series are gathered. */
final class AgentDraft {
    /** A gauge that was not sent for so long, compared with the agent's newest word, is no longer true: three exports. */
    private static final long FRESH_MILLIS = Duration.ofSeconds(15).toMillis();

    private record Reading(Series series, Aggregate values) {
        String attribute(String name) {
            return series.attributes().getOrDefault(name, "");
        }
    }

    private final List<Reading> readings = new ArrayList<>();
    private long lastMillis;
    private Map<String, String> resource = Map.of();

    /** By the node's name first, so that they sort by it. */
    static String key(Series series) {
        return series.resource().getOrDefault(Attribute.HOST_NAME, "")
                + ' '
                + series.resource().getOrDefault(Attribute.HOST_ID, "");
    }

    void add(Series series, Aggregate values) {
        readings.add(new Reading(series, values));
        if (values.lastMillis() >= lastMillis) {
            lastMillis = values.lastMillis();
            resource = series.resource();
        }
    }

    Agent toAgent() {
        return new Agent(
                resource.getOrDefault(Attribute.HOST_NAME, ""),
                resource.getOrDefault(Attribute.SERVICE_VERSION, ""),
                resource.getOrDefault(Attribute.OS_VERSION, ""),
                newest(Metric.SONDE_AGENT_UPTIME),
                newest(Metric.SONDE_AGENT_CLOCK_AHEAD),
                Instant.ofEpochMilli(lastMillis),
                probes(),
                lost(),
                tables());
    }

    private @Nullable Double newest(Metric metric) {
        return fresh(metric).stream()
                .map(reading -> (double) reading.values.last())
                .findFirst()
                .orElse(null);
    }

    private List<Probe> probes() {
        return fresh(Metric.SONDE_AGENT_PROBE).stream()
                .filter(reading -> reading.values.last() > 0)
                .map(reading -> new Probe(
                        reading.attribute(Attribute.SONDE_PROBE_NAME),
                        reading.attribute(Attribute.SONDE_PROBE_STATE),
                        reading.attribute(Attribute.SONDE_PROBE_REASON)))
                .sorted(java.util.Comparator.comparing(Probe::name))
                .toList();
    }

    private Map<String, Long> lost() {
        Map<String, Long> lost = new TreeMap<>();
        for (Reading reading : of(Metric.SONDE_AGENT_LOST)) {
            lost.merge(reading.attribute(Attribute.SONDE_LOSS_WHERE), reading.values.sum(), Long::sum);
        }
        return lost;
    }

    private List<Table> tables() {
        Map<String, Long> sizes = levels(Metric.SONDE_AGENT_TABLE_SIZE);
        Map<String, Long> dropped = new TreeMap<>();
        for (Reading reading : of(Metric.SONDE_AGENT_TABLE_DROPPED)) {
            dropped.merge(reading.attribute(Attribute.SONDE_TABLE_NAME), reading.values.sum(), Long::sum);
        }
        Map<String, Long> limits = levels(Metric.SONDE_AGENT_TABLE_LIMIT);
        var names = new TreeSet<>(sizes.keySet());
        names.addAll(limits.keySet());
        return names.stream()
                .map(name -> new Table(name, sizes.get(name), limits.get(name), dropped.get(name)))
                .toList();
    }

    private Map<String, Long> levels(Metric metric) {
        Map<String, Long> levels = new TreeMap<>();
        for (Reading reading : fresh(metric)) {
            levels.put(reading.attribute(Attribute.SONDE_TABLE_NAME), reading.values.last());
        }
        return levels;
    }

    private List<Reading> fresh(Metric metric) {
        return of(metric).stream()
                .filter(reading -> reading.values.lastMillis() >= lastMillis - FRESH_MILLIS)
                .toList();
    }

    private List<Reading> of(Metric metric) {
        return readings.stream()
                .filter(reading -> reading.series.metric().equals(metric.id()))
                .toList();
    }
}
