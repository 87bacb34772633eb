// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.Graphs;
import org.jgrapht.alg.connectivity.GabowStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Who calls whom. */
public final class CallGraph {
    public static final CallGraph EMPTY = of(List.of());

    private final Graph<String, DefaultEdge> graph;
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<String, Integer> depths;

    private CallGraph(Graph<String, DefaultEdge> graph) {
        this.graph = graph;
        this.depths = depths(graph);
    }

    public static CallGraph of(Collection<Call> calls) {
        Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        calls.stream()
                .filter(call -> !call.caller().equals(call.callee()))
                .sorted()
                .forEach(call -> {
                    Graphs.addEdgeWithVertices(graph, call.caller(), call.callee());
                });
        return new CallGraph(graph);
    }

    CallGraph with(Collection<Call> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Call> all = new ArrayList<>(more);
        graph.edgeSet().forEach(edge -> all.add(new Call(graph.getEdgeSource(edge), graph.getEdgeTarget(edge))));
        return of(all);
    }

    public boolean isEmpty() {
        return graph.edgeSet().isEmpty();
    }

    /** All calls, in order. */
    public List<Call> calls() {
        return graph.edgeSet().stream()
                .map(edge -> new Call(graph.getEdgeSource(edge), graph.getEdgeTarget(edge)))
                .sorted()
                .toList();
    }

    Set<String> callees(String service) {
        return graph.containsVertex(service) ? new TreeSet<>(Graphs.successorListOf(graph, service)) : Set.of();
    }

    Set<String> callers(String service) {
        return graph.containsVertex(service) ? new TreeSet<>(Graphs.predecessorListOf(graph, service)) : Set.of();
    }

    /** Whom a service needs, over any number of calls; itself only where they lead back to it. */
    Set<String> below(String service) {
        return below.computeIfAbsent(service, this::walk);
    }

    private Set<String> walk(String service) {
        Set<String> found = new HashSet<>();
        for (String callee : callees(service)) {
            new BreadthFirstIterator<>(graph, callee).forEachRemaining(found::add);
        }
        return found;
    }

    /** The longest way from a service that nobody calls, rings counted once. */
    int depth(String service) {
        return depths.getOrDefault(service, 0);
    }

    /** From one to the other, both included; empty where no calls lead there. */
    List<String> path(String from, String to) {
        if (!graph.containsVertex(from) || !graph.containsVertex(to)) {
            return List.of();
        }
        GraphPath<String, DefaultEdge> path = new BFSShortestPath<>(graph).getPath(from, to);
        return path == null ? List.of() : path.getVertexList();
    }

    private static Map<String, Integer> depths(Graph<String, DefaultEdge> graph) {
        var rings = new GabowStrongConnectivityInspector<>(graph).getCondensation();
        Map<Graph<String, DefaultEdge>, Integer> levels = new HashMap<>();
        Map<String, Integer> depths = new HashMap<>();
        new TopologicalOrderIterator<>(rings).forEachRemaining(ring -> {
            int level = Graphs.predecessorListOf(rings, ring).stream()
                    .mapToInt(above -> levels.getOrDefault(above, 0) + 1)
                    .max()
                    .orElse(0);
            levels.put(ring, level);
            ring.vertexSet().forEach(service -> depths.put(service, level));
        });
        return depths;
    }
}
