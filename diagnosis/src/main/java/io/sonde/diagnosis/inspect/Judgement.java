// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.World;
import java.util.HashMap;
import java.util.Map;

/**
 * What is to be said of each service and edge of a world. A target answers for what happens to those who call it; where the
 * target is external, and nobody can be asked there, its callers are warned as well.
 */
public final class Judgement {
    private final Map<Edge, Verdict> edges = new HashMap<>();
    private final Map<String, Verdict> services = new HashMap<>();

    private Judgement(World world) {
        Map<String, Service> byId = new HashMap<>();
        world.services().forEach(service -> byId.put(service.id(), service));
        Map<String, Traffic> inbound = new HashMap<>();
        for (Edge edge : world.edges()) {
            Service target = byId.get(edge.target());
            if (target == null) {
                throw new IllegalStateException("BUG: an edge to no service: " + edge.target());
            }
            Verdict verdict = TrafficInspection.inspect(edge.traffic(), target.name());
            edges.put(edge, verdict);
            inbound.merge(edge.target(), edge.traffic(), Traffic::plus);
            if (target.external() && verdict.status() != Status.OK) {
                services.merge(edge.source(), new Verdict(Status.WARNING, verdict.reasons()), Verdict::and);
            }
        }
        for (Service service : world.services()) {
            Traffic traffic = inbound.getOrDefault(service.id(), Traffic.NONE);
            services.merge(service.id(), inspect(service, traffic), Verdict::and);
        }
    }

    public static Judgement of(World world) {
        return new Judgement(world);
    }

    public Verdict of(Edge edge) {
        return edges.getOrDefault(edge, Verdict.OK);
    }

    public Verdict of(Service service) {
        return services.getOrDefault(service.id(), Verdict.OK);
    }

    private static Verdict inspect(Service service, Traffic inbound) {
        if (service.instances().isEmpty() && !service.external() && inbound.isNothing()) {
            return Verdict.of(Status.UNKNOWN, "Nothing was seen of %s in this time.".formatted(service.name()));
        }
        return TrafficInspection.inspect(inbound, service.name());
    }
}
