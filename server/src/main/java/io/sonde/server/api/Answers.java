// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.inspect.Hurt;
import io.sonde.diagnosis.inspect.Judgement;
import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Instance;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.Timeline;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.World;
import io.sonde.server.query.OperationsQuery;
import io.sonde.server.query.WindowReading;
import io.sonde.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a world and what is to be said of it into the shapes of the answers. */
final class Answers {
    private static final long STEP_SECONDS =
            Duration.ofMillis(Window.STEP_MILLIS).toSeconds();

    private final World world;
    private final Judgement judgement;

    Answers(WindowReading reading) throws StoreException {
        world = reading.world();
        judgement = Judgement.of(world, reading.trends());
    }

    MapAnswer map() {
        List<ServiceInMap> services = world.services().stream().map(this::inMap).toList();
        List<EdgeInMap> edges = world.edges().stream().map(this::inMap).toList();
        return new MapAnswer(
                world.window().from(),
                world.window().to(),
                STEP_SECONDS,
                measuredFrom(),
                services,
                edges,
                world.dropped());
    }

    ServicesAnswer services() {
        Map<String, Traffic> inbound = sums(Edge::target);
        Map<String, Traffic> outbound = sums(Edge::source);
        Map<String, SortedMap<String, RequestsAnswer>> asked = asked();
        List<ServiceInList> services = world.services().stream()
                .map(service -> ServiceInList.of(
                        inMap(service),
                        traffic(inbound, service.id()),
                        traffic(outbound, service.id()),
                        List.copyOf(asked.getOrDefault(service.id(), Collections.emptySortedMap())
                                .values())))
                .toList();
        return new ServicesAnswer(world.window().from(), world.window().to(), STEP_SECONDS, measuredFrom(), services);
    }

    ServiceAnswer service(Service service, Timeline timeline) {
        Map<String, ServiceInMap> byId = new HashMap<>();
        world.services().forEach(each -> byId.put(each.id(), inMap(each)));
        return new ServiceAnswer(
                world.window().from(),
                world.window().to(),
                STEP_SECONDS,
                measuredFrom(),
                inMap(service),
                service.instances().stream().map(InstanceAnswer::of).toList(),
                withPeers(world.inbound(service.id()), Edge::source, byId),
                withPeers(world.outbound(service.id()), Edge::target, byId),
                TimelineAnswer.of(timeline));
    }

    /** Rates of a window that began before anybody watched would be too low. */
    private @Nullable Instant measuredFrom() {
        return world.services().stream()
                .flatMap(service -> service.instances().stream())
                .map(Instance::firstSeen)
                .min(Comparator.naturalOrder())
                .map(first -> Instant.ofEpochMilli(
                        Math.floorDiv(first.toEpochMilli(), Window.STEP_MILLIS) * Window.STEP_MILLIS))
                .orElse(null);
    }

    static OperationsAnswer operations(Window window, OperationsQuery.Found found) {
        Map<String, Long> dropped = found.dropped() == 0 ? Map.of() : Map.of("operations", (long) found.dropped());
        return new OperationsAnswer(
                window.from(),
                window.to(),
                STEP_SECONDS,
                found.operations().stream().map(OperationAnswer::of).toList(),
                dropped);
    }

    private List<EdgeOfService> withPeers(
            List<Edge> edges, Function<Edge, String> end, Map<String, ServiceInMap> byId) {
        return edges.stream()
                .map(edge -> EdgeOfService.of(inMap(edge), peer(end.apply(edge), byId)))
                .toList();
    }

    private static ServiceInMap peer(String id, Map<String, ServiceInMap> byId) {
        ServiceInMap peer = byId.get(id);
        if (peer == null) {
            throw new IllegalStateException("BUG: an edge to no service: " + id);
        }
        return peer;
    }

    private Map<String, Traffic> sums(Function<Edge, String> end) {
        Map<String, Traffic> sums = new HashMap<>();
        world.edges().forEach(edge -> sums.merge(end.apply(edge), edge.traffic(), Traffic::plus));
        return sums;
    }

    /** By service and protocol. */
    private Map<String, SortedMap<String, RequestsAnswer>> asked() {
        Map<String, SortedMap<String, RequestsAnswer>> asked = new HashMap<>();
        for (Edge edge : world.edges()) {
            for (RequestsAnswer requests : RequestsAnswer.of(edge.requests())) {
                asked.computeIfAbsent(edge.target(), _ -> new TreeMap<>())
                        .merge(requests.protocol(), requests, RequestsAnswer::plus);
            }
        }
        return asked;
    }

    private static TrafficAnswer traffic(Map<String, Traffic> sums, String service) {
        return TrafficAnswer.of(sums.getOrDefault(service, Traffic.NONE));
    }

    private ServiceInMap inMap(Service service) {
        Hurt hurt = judgement.hurt(service);
        List<ServiceInMap.Named> by = hurt.by().stream()
                .map(id -> new ServiceInMap.Named(
                        id, world.service(id).map(Service::name).orElse(id)))
                .toList();
        return ServiceInMap.of(service, judgement.of(service), by, hurt.sentences());
    }

    private EdgeInMap inMap(Edge edge) {
        return EdgeInMap.of(edge, judgement.of(edge));
    }
}
