// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.incident;

import java.util.Collection;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/** Who may be hurt by whom: calls, and what services share (a node, a disk, a name server); in both directions. */
public final class Topology {
    private final Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);

    /** @param links of a service to those that it calls, or runs on */
    public static Topology of(Map<String, ? extends Collection<String>> links) {
        var topology = new Topology();
        links.forEach((from, all) -> all.stream()
                .filter(to -> !to.equals(from))
                .forEach(to -> Graphs.addEdgeWithVertices(topology.graph, from, to)));
        return topology;
    }

    /** How many links lead from a service to the nearest of some others; more than the most if none does. */
    int distance(String service, Collection<String> others, int most) {
        if (others.contains(service)) {
            return 0;
        }
        if (!graph.containsVertex(service)) {
            return most + 1;
        }
        var walk = new BreadthFirstIterator<>(graph, service);
        while (walk.hasNext()) {
            String reached = walk.next();
            int distance = walk.getDepth(reached);
            if (distance > most) {
                return distance;
            }
            if (others.contains(reached)) {
                return distance;
            }
        }
        return most + 1;
    }
}
