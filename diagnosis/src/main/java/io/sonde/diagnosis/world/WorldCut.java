// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of the world is shown. A bare program that neither talks nor listens is a command, not a service, and is left out. At a
 * limit the busiest edges stay, then every service at one of their ends, then the rest by id.
 */
final class WorldCut {
    private final Evidence evidence;
    private final Map<String, ServiceDraft> services;
    private final Map<String, Host> hosts;
    private final Map<String, Long> dropped = new TreeMap<>();
    private final List<Edge> edges;

    WorldCut(Evidence evidence, Map<String, ServiceDraft> services, List<EdgeDraft> edges, Map<String, Host> hosts) {
        this.evidence = evidence;
        this.services = services;
        this.hosts = hosts;
        this.edges = busiest(edges);
    }

    World world() {
        List<Service> kept = keptServices();
        Set<String> ids = new HashSet<>();
        kept.forEach(service -> ids.add(service.id()));
        List<Edge> between = edges.stream()
                .filter(edge -> ids.contains(edge.source()) && ids.contains(edge.target()))
                .toList();
        count("edges", edges.size() - between.size());
        count("values", evidence.refused());
        return new World(evidence.window(), kept, between, List.copyOf(hosts.values()), Map.copyOf(dropped));
    }

    private List<Edge> busiest(List<EdgeDraft> drafts) {
        int limit = evidence.limits().edges();
        if (drafts.size() <= limit) {
            return edges(drafts);
        }
        count("edges", drafts.size() - limit);
        List<EdgeDraft> all = new ArrayList<>(drafts);
        all.sort(Comparator.comparingLong(EdgeDraft::importance).reversed());
        List<EdgeDraft> kept = all.subList(0, limit);
        kept.sort(Comparator.comparing(EdgeDraft::key));
        return edges(kept);
    }

    private List<Edge> edges(List<EdgeDraft> drafts) {
        List<Edge> all = new ArrayList<>(drafts.size());
        drafts.forEach(draft -> all.add(draft.toEdge(evidence.cells())));
        return all;
    }

    private List<Service> keptServices() {
        Set<String> connected = new HashSet<>();
        for (Edge edge : edges) {
            connected.add(edge.source());
            connected.add(edge.target());
        }
        Set<String> all = new HashSet<>(connected);
        services.forEach((id, draft) -> {
            if (!draft.isCommand()) {
                all.add(id);
            }
        });
        List<String> order = new ArrayList<>(all);
        order.sort(
                Comparator.comparing((String id) -> !connected.contains(id)).thenComparing(Comparator.naturalOrder()));
        int kept = Math.min(order.size(), evidence.limits().services());
        count("services", order.size() - kept);
        return order.subList(0, kept).stream().sorted().map(this::service).toList();
    }

    private Service service(String id) {
        ServiceDraft draft = services.get(id);
        return draft == null ? ServiceDraft.external(id) : draft.toService(hosts);
    }

    private void count(String what, long number) {
        if (number > 0) {
            dropped.merge(what, number, Long::sum);
        }
    }
}
