// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Subject.ClientFlow;
import io.sonde.diagnosis.world.Subject.Listener;
import io.sonde.diagnosis.world.Subject.RequestFlow;
import io.sonde.diagnosis.world.Subject.ServerFlow;
import io.sonde.diagnosis.world.Subject.WatchedAddress;
import io.sonde.diagnosis.world.Subject.Workload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who talks to whom. An edge that is seen from both ends counts once, by its client side; the accepting side makes
 * an edge only where no agent sees the client.
 */
final class Resolution {
    private final Evidence evidence;
    private final long freshSince;
    private final EndpointOwners owners = new EndpointOwners();
    private final Map<InstanceDraft.Key, InstanceDraft> instances = new HashMap<>();
    private final Map<String, ServiceDraft> services = new HashMap<>();
    /** Requests run over the connections of the flow beside them: whoever is at their other end is found out once. */
    private final IdentityHashMap<ClientFlow, EdgeDraft> edgeOfFlow = new IdentityHashMap<>();

    private final List<EdgeDraft> edges;
    private @Nullable InstanceDraft lastInstance;
    private @Nullable World world;

    private Resolution(Evidence evidence) {
        this.evidence = evidence;
        freshSince = evidence.freshSince();
        evidence.remembered().forEach(this::remember);
        forEachSubject(this::gatherWorkload);
        forEachSubject(this::gatherEndpoint);
        instances.values().forEach(this::gatherService);
        Map<EdgeDraft.Key, EdgeDraft> found = new HashMap<>();
        forEachSubject((subject, number) -> gatherEdge(subject, number, found));
        new ExternalFold(found, services.keySet(), evidence.limits().externals()).apply();
        edges = new ArrayList<>(found.values());
        edges.sort(Comparator.comparing(EdgeDraft::key));
    }

    static Resolution of(Evidence evidence) {
        return new Resolution(evidence);
    }

    /** Made only where it is wanted: a comparison of stretches needs the edges alone. */
    World world() {
        World known = world;
        if (known == null) {
            known = new WorldCut(evidence, services, edges, HostDraft.hosts(evidence, evidence.cells())).world();
            world = known;
        }
        return known;
    }

    Evidence evidence() {
        return evidence;
    }

    /** The flows and workloads that concern one service. */
    Timeline.Selection selection(String service) {
        var selection = new Timeline.Selection();
        for (EdgeDraft edge : edges) {
            for (int subject : edge.subjects()) {
                selection.add(subject, edge.key(), service, edge.isToldByTarget());
            }
            selection.addRequests(edge.requests(), edge.key(), service);
        }
        forEachSubject((subject, number) -> {
            if (subject instanceof Workload(Resource resource)
                    && resource.serviceText().equals(service)) {
                selection.addOwn(number, hostNumber(resource.host()));
            }
        });
        return selection;
    }

    /** The subjects whose sketches the edges are made of; the rest tells the same from the other side. */
    BitSet sketches() {
        var wanted = new BitSet(evidence.subjects().size());
        for (EdgeDraft edge : edges) {
            for (List<Integer> ofProtocol : edge.requests().values()) {
                ofProtocol.forEach(wanted::set);
            }
        }
        return wanted;
    }

    /** In the order of their keys. */
    List<EdgeDraft> edges() {
        return edges;
    }

    private int hostNumber(String id) {
        for (int number = 0; number < evidence.subjects().size(); number++) {
            if (evidence.subjects().get(number) instanceof Subject.Host host
                    && host.id().equals(id)) {
                return number;
            }
        }
        return Catalog.NONE;
    }

    private interface SubjectVisitor {
        void visit(Subject subject, int number);
    }

    private void forEachSubject(SubjectVisitor visitor) {
        for (int number = 0; number < evidence.subjects().size(); number++) {
            Subject subject = evidence.subjects().get(number);
            if (subject != null) {
                visitor.visit(subject, number);
            }
        }
    }

    private void remember(Listener listener, long lastMillis) {
        owners.listens(listener.resource(), listener.namespace(), listener.local(), lastMillis);
    }

    private void gatherWorkload(Subject subject, int number) {
        if (!(subject instanceof Workload(Resource resource))) {
            return;
        }
        int seen = Measure.SEEN.cellOf(number);
        if (evidence.cells().isEmpty(seen)) {
            return;
        }
        long first = evidence.cells().first(seen);
        long last = evidence.cells().second(seen);
        instances
                .computeIfAbsent(resource.instanceKey(), _ -> new InstanceDraft(resource, first, last))
                .addWorkload(resource, number, evidence, freshSince);
    }

    private void gatherEndpoint(Subject subject, int number) {
        switch (subject) {
            case Listener listener -> {
                long sighted = evidence.amount(Measure.SIGHTED, number);
                if (sighted != 0) {
                    remember(listener, sighted);
                    instance(listener.resource()).addListener(listener.local());
                }
            }
            case WatchedAddress watched -> {
                if (evidence.amount(Measure.SIGHTED, number) != 0) {
                    owners.watch(watched.host(), watched.address());
                }
            }
            case ServerFlow flow -> {
                if (TrafficSum.isBusy(evidence.cells(), number)) {
                    long last = instance(flow.resource()).lastMillis();
                    owners.accepts(flow.resource(), flow.namespace(), flow.local(), last);
                }
            }
            case RequestFlow(ServerFlow flow, String _) -> {
                if (Requests.isBusy(evidence.cells(), number)) {
                    long last = instance(flow.resource()).lastMillis();
                    owners.accepts(flow.resource(), flow.namespace(), flow.local(), last);
                }
            }
            case ClientFlow _, RequestFlow _, Workload _, Subject.Host _ -> {}
        }
    }

    private InstanceDraft instance(Resource resource) {
        InstanceDraft last = lastInstance;
        if (last != null && last.resource().equals(resource)) {
            return last; // values of one instance mostly stand together
        }
        InstanceDraft draft = instances.get(resource.instanceKey());
        if (draft == null) {
            throw new IllegalStateException("BUG: a value of an instance that was not seen: " + resource);
        }
        lastInstance = draft;
        return draft;
    }

    private void gatherService(InstanceDraft instance) {
        service(instance.resource()).add(instance);
    }

    private ServiceDraft service(Resource resource) {
        return services.computeIfAbsent(resource.serviceText(), _ -> new ServiceDraft(resource));
    }

    private void gatherEdge(Subject subject, int number, Map<EdgeDraft.Key, EdgeDraft> found) {
        switch (subject) {
            case ClientFlow flow -> {
                if (TrafficSum.isBusy(evidence.cells(), number)) {
                    EdgeDraft edge = edge(flow, found);
                    edge.add(number, flow.destination().port());
                    edge.sum().add(evidence.cells(), number, false, freshSince);
                }
            }
            case ServerFlow flow -> {
                if (!owners.isWatched(flow.peer()) && TrafficSum.isBusy(evidence.cells(), number)) {
                    EdgeDraft edge = edge(flow, found);
                    edge.add(number, flow.local().port());
                    edge.sum().add(evidence.cells(), number, true, freshSince);
                }
            }
            case RequestFlow requests -> gatherRequests(requests, number, found);
            case Listener _, WatchedAddress _, Workload _, Subject.Host _ -> {}
        }
    }

    private EdgeDraft edge(ClientFlow flow, Map<EdgeDraft.Key, EdgeDraft> found) {
        EdgeDraft known = edgeOfFlow.get(flow);
        if (known != null) {
            return known;
        }
        Endpoint destination = flow.destination();
        Resource owner = owners.ownerSeenFrom(flow.resource(), flow.namespace(), destination);
        EdgeDraft edge = edge(flow.resource().serviceText(), target(owner, flow), found);
        if (!flow.addressed().equals(destination)) {
            edge.addVia(flow.addressed());
        }
        edgeOfFlow.put(flow, edge);
        return edge;
    }

    private static EdgeDraft edge(ServerFlow flow, Map<EdgeDraft.Key, EdgeDraft> found) {
        String source = ServiceDraft.EXTERNAL_PREFIX + flow.peer().text();
        var key = new EdgeDraft.Key(source, flow.resource().serviceText());
        return found.computeIfAbsent(key, EdgeDraft::toldByTarget);
    }

    private void gatherRequests(RequestFlow requests, int number, Map<EdgeDraft.Key, EdgeDraft> found) {
        long count = Requests.count(evidence.cells(), number);
        if (count == 0) {
            return;
        }
        switch (requests.flow()) {
            case ClientFlow flow ->
                edge(flow, found)
                        .addRequests(
                                requests.protocol(),
                                number,
                                count,
                                flow.destination().port());
            case ServerFlow flow -> {
                if (!owners.isWatched(flow.peer())) {
                    edge(flow, found)
                            .addRequests(
                                    requests.protocol(),
                                    number,
                                    count,
                                    flow.local().port());
                }
            }
        }
    }

    /** What nobody watches has the name that the client asked for, or its address. */
    private String target(@Nullable Resource owner, ClientFlow flow) {
        if (owner == null) {
            Endpoint destination = flow.destination();
            return ServiceDraft.EXTERNAL_PREFIX
                    + (flow.name().isEmpty() ? destination : flow.name() + ":" + destination.port());
        }
        service(owner).mention(owner);
        return owner.serviceText();
    }

    private static EdgeDraft edge(String source, String target, Map<EdgeDraft.Key, EdgeDraft> found) {
        return found.computeIfAbsent(new EdgeDraft.Key(source, target), EdgeDraft::toldBySource);
    }
}
