// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.inspect.Change.Kind;
import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Trends.Trend;
import io.sonde.diagnosis.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is wrong with each edge, and what of that is only a consequence of something else: who waits for a slow service is slow
 * himself, and a surge runs through the whole system. Consequences are not held against anybody.
 */
final class EdgeInspection {
    /** On a node without a free CPU everything takes longer by some tenths of a second. */
    private static final double SLOW_FOR_WANT_OF_CPU_SECONDS = 1;

    private final Trends trends;
    private final Map<String, String> names;
    private final CpuInspection cpu;
    private final Map<Edge, Verdict> failures = new HashMap<>();
    private final Map<Edge, List<Change>> changes = new HashMap<>();
    private final Map<String, List<Edge>> outbound = new HashMap<>();
    private final Map<String, List<Edge>> inbound = new HashMap<>();
    private final Map<String, Demand> demand = new HashMap<>();

    /** @param names of services by their id */
    EdgeInspection(World world, Trends trends, Map<String, String> names, CpuInspection cpu) {
        this.trends = trends;
        this.names = names;
        this.cpu = cpu;
        world.edges().forEach(this::look);
    }

    private void look(Edge edge) {
        String target = name(edge.target());
        Verdict failed = TrafficInspection.inspect(edge.traffic(), target);
        outbound.computeIfAbsent(edge.source(), _ -> new ArrayList<>()).add(edge);
        inbound.computeIfAbsent(edge.target(), _ -> new ArrayList<>()).add(edge);
        Trend trend = trends.of(edge);
        if (trend != null) {
            if (failed.status() == Status.OK) {
                failed = TrafficInspection.inspect(recent(edge), target).lately();
            }
            changes.put(edge, ChangeInspection.inspect(trend, name(edge.source()), target));
        }
        failures.put(edge, failed);
    }

    private String name(String id) {
        String name = names.get(id);
        if (name == null) {
            throw new IllegalStateException("BUG: an edge to no service: " + id);
        }
        return name;
    }

    /** At the end of the window. */
    Traffic recent(Edge edge) {
        Trend trend = trends.of(edge);
        return trend == null ? Traffic.NONE : trend.recent().traffic();
    }

    /** Whether the target has just been answering. */
    boolean isAnswered(Edge edge) {
        Traffic traffic = trends.of(edge) == null ? edge.traffic() : recent(edge);
        return traffic.opened() > 0 || traffic.bytesReceived() > 0;
    }

    Verdict failures(Edge edge) {
        return failures.getOrDefault(edge, Verdict.OK);
    }

    List<Edge> inbound(String target) {
        return inbound.getOrDefault(target, List.of());
    }

    /** What changed and is no consequence. */
    List<Change> changes(Edge edge) {
        return changes.getOrDefault(edge, List.of()).stream()
                .filter(change -> isOwn(edge, change))
                .toList();
    }

    /** Whether all who can tell say that the way to this service takes longer: then it is at its end of it. */
    boolean isFarForAll(String target) {
        return inbound(target).stream()
                .filter(edge -> recent(edge).bytesSent() > 0)
                .allMatch(edge -> has(edge, Kind.FARTHER) || failures(edge).status() != Status.OK);
    }

    private boolean isOwn(Edge edge, Change change) {
        return switch (change.kind()) {
            case SLOWER -> isSlowByItself(edge, change);
            // Whoever cannot connect at all has said so.
            case FARTHER -> failures(edge).status() == Status.OK && (isAcknowledged(edge) || !waits(edge.target()));
            case SILENT -> demand(edge.source()).goesOn() && (!isHindered(edge) || isReplaced(edge));
            case STUCK -> demand(edge.source()).goesOn() && !isHindered(edge);
            case SURGE -> !demand(edge.source()).isMuchMore();
        };
    }

    private boolean isSlowByItself(Edge edge, Change change) {
        boolean forWantOfCpu =
                cpu.isOnSaturated(edge.target()) && change.increaseSeconds() < SLOW_FOR_WANT_OF_CPU_SECONDS;
        boolean reached = failures(edge).status() == Status.OK && !has(edge, Kind.FARTHER);
        return reached
                && !forWantOfCpu
                && !waits(edge.target())
                && !demand(edge.target()).isMuchMore();
    }

    /** Whether one of its dependencies keeps a service from answering. */
    private boolean waits(String service) {
        return outbound.getOrDefault(service, List.of()).stream().anyMatch(this::holdsUp);
    }

    /** Acknowledged is by the network, whatever the program behind waits for. */
    private boolean isAcknowledged(Edge edge) {
        return recent(edge).rtt().count() > 0;
    }

    /** Whether another of the source's dependencies keeps it from using this one. */
    private boolean isHindered(Edge edge) {
        return outbound.getOrDefault(edge.source(), List.of()).stream()
                .anyMatch(other -> !other.equals(edge) && holdsUp(other));
    }

    private boolean holdsUp(Edge edge) {
        return failures(edge).status() != Status.OK
                || changes.getOrDefault(edge, List.of()).stream().anyMatch(Change::delays);
    }

    /** Whether the source tries the same port elsewhere instead, where nobody answers: a name that leads astray. */
    private boolean isReplaced(Edge edge) {
        return outbound.getOrDefault(edge.source(), List.of()).stream()
                .anyMatch(other -> other.target().startsWith("external:")
                        && failures(other).status() != Status.OK
                        && other.ports().equals(edge.ports()));
    }

    private boolean has(Edge edge, Kind kind) {
        return changes.getOrDefault(edge, List.of()).stream().anyMatch(change -> change.kind() == kind);
    }

    /** Few are asked for theirs. */
    private Demand demand(String service) {
        return demand.computeIfAbsent(
                service,
                _ -> inbound(service).stream()
                        .map(trends::of)
                        .filter(Objects::nonNull)
                        .map(Demand::of)
                        .reduce(Demand.NONE, Demand::plus));
    }
}
