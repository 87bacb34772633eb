// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services of a window and what ran between them. Immutable; services and edges stand in the order of their ids.
 *
 * @param dropped what a limit kept out, by its name; empty when nothing
 */
public record World(
        Window window, List<Service> services, List<Edge> edges, List<Host> hosts, Map<String, Long> dropped) {
    public Optional<Service> service(String id) {
        return services.stream().filter(service -> service.id().equals(id)).findFirst();
    }

    public List<Edge> inbound(String service) {
        return edges.stream().filter(edge -> edge.target().equals(service)).toList();
    }

    public List<Edge> outbound(String service) {
        return edges.stream().filter(edge -> edge.source().equals(service)).toList();
    }
}
