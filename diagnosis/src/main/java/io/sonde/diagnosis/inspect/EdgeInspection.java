// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.inspect.Change.Kind;
import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Requests;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Trends.Trend;
import io.sonde.diagnosis.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with each edge, and what of that is only a consequence of something else: who waits for a slow service is slow
 * himself, and a surge runs through the whole system. Consequences are not held against anybody.
 */
final class EdgeInspection {
    /** On a node without a free CPU everything takes longer by some tenths of a second. */
    private static final double SLOW_FOR_WANT_OF_CPU_SECONDS = 1;

    private final Map<String, String> names;
    private final CpuInspection cpu;
    private final List<Inspected> edges = new ArrayList<>();
    private final Map<String, List<Inspected>> outbound = new HashMap<>();
    private final Map<String, List<Inspected>> inbound = new HashMap<>();
    private final Map<String, Demand> demand = new HashMap<>();

    /** @param names of services by their id */
    EdgeInspection(World world, Trends trends, Map<String, String> names, CpuInspection cpu) {
        this.names = names;
        this.cpu = cpu;
        for (Edge edge : world.edges()) {
            look(edge, trends.of(edge));
        }
    }

    private void look(Edge edge, @Nullable Trend trend) {
        String target = name(edge.target());
        Verdict failed = TrafficInspection.inspect(edge.traffic(), target);
        Verdict faults = RequestFaults.inspect(edge.requests(), recentRequests(trend), target);
        List<Change> changes = List.of();
        if (trend != null) {
            if (failed.status() == Status.OK) {
                failed = TrafficInspection.inspect(trend.recent().traffic(), target)
                        .lately();
            }
            changes = ChangeInspection.inspect(trend, name(edge.source()), target);
        }
        var inspected = new Inspected(edge, trend, failed, faults, changes);
        edges.add(inspected);
        outbound.computeIfAbsent(edge.source(), _ -> new ArrayList<>()).add(inspected);
        inbound.computeIfAbsent(edge.target(), _ -> new ArrayList<>()).add(inspected);
    }

    private static List<Requests> recentRequests(@Nullable Trend trend) {
        return trend == null ? List.of() : trend.recent().requests();
    }

    private String name(String id) {
        String name = names.get(id);
        if (name == null) {
            throw new IllegalStateException("BUG: an edge to no service: " + id);
        }
        return name;
    }

    /** In the order of the world. */
    List<Inspected> edges() {
        return edges;
    }

    List<Inspected> inbound(String target) {
        return inbound.getOrDefault(target, List.of());
    }

    List<Inspected> outbound(String source) {
        return outbound.getOrDefault(source, List.of());
    }

    /** What changed and is no consequence. */
    List<Change> changes(Inspected edge) {
        if (edge.changes().isEmpty()) {
            return List.of();
        }
        return edge.changes().stream().filter(change -> isOwn(edge, change)).toList();
    }

    /** What is wrong with its answers and is no consequence; where it is new, the change says it better. */
    Verdict faults(Inspected edge) {
        if (edge.faults().status() == Status.OK || edge.fails() || waits(edge.target())) {
            return Verdict.OK;
        }
        return edge.has(Kind.FAILING_REQUESTS) ? new Verdict(edge.faults().status(), List.of()) : edge.faults();
    }

    /** Whether all who can tell say that the way to this service takes longer: then it is at its end of it. */
    boolean isFarForAll(String target) {
        return inbound(target).stream()
                .filter(edge -> edge.recent().bytesSent() > 0)
                .allMatch(edge -> edge.has(Kind.FARTHER) || edge.fails());
    }

    private boolean isOwn(Inspected edge, Change change) {
        return switch (change.kind()) {
            case SLOWER, SLOW_REQUESTS -> isSlowByItself(edge, change);
            // An answer that needs others fails where theirs do.
            case FAILING_REQUESTS -> !edge.fails() && !waits(edge.target());
            // Whoever cannot connect at all has said so.
            case FARTHER -> !edge.fails() && (edge.isAcknowledged() || !waits(edge.target()));
            case SILENT -> demand(edge.source()).goesOn() && (!isHindered(edge) || isReplaced(edge));
            case STUCK -> demand(edge.source()).goesOn() && !isHindered(edge);
            case SURGE -> !demand(edge.source()).isMuchMore();
        };
    }

    private boolean isSlowByItself(Inspected edge, Change change) {
        boolean forWantOfCpu =
                cpu.isOnSaturated(edge.target()) && change.increaseSeconds() < SLOW_FOR_WANT_OF_CPU_SECONDS;
        boolean reached = !edge.fails() && !edge.has(Kind.FARTHER);
        return reached
                && !forWantOfCpu
                && !waits(edge.target())
                && !demand(edge.target()).isMuchMore();
    }

    /** Whether one of its dependencies keeps a service from answering. */
    boolean waits(String service) {
        return outbound(service).stream().anyMatch(Inspected::holdsUp);
    }

    /** Whether another of the source's dependencies keeps it from using this one. */
    private boolean isHindered(Inspected edge) {
        return outbound(edge.source()).stream()
                .anyMatch(other -> !other.target().equals(edge.target()) && other.holdsUp());
    }

    /** Whether the source tries the same port elsewhere instead, where nobody answers: a name that leads astray. */
    private boolean isReplaced(Inspected edge) {
        return outbound(edge.source()).stream()
                .anyMatch(other -> other.target().startsWith("external:")
                        && other.fails()
                        && other.edge().ports().equals(edge.edge().ports()));
    }

    /** Few are asked for theirs. */
    private Demand demand(String service) {
        return demand.computeIfAbsent(
                service,
                _ -> inbound(service).stream()
                        .map(Inspected::trend)
                        .filter(Objects::nonNull)
                        .map(Demand::of)
                        .reduce(Demand.NONE, Demand::plus));
    }
}
