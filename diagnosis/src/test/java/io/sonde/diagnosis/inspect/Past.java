// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Allowance;
import io.sonde.diagnosis.world.CpuUse;
import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Instance;
import io.sonde.diagnosis.world.Requests;
import io.sonde.diagnosis.world.Service;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Trends.Ends;
import io.sonde.diagnosis.world.Trends.HostUse;
import io.sonde.diagnosis.world.Trends.Stretch;
import io.sonde.diagnosis.world.Trends.Trend;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A system of which each edge is told as it was for a while and as it is now. */
final class Past {
    private static final int STRETCHES = 5;
    private static final double SECONDS = 20;

    private final List<Edge> edges = new ArrayList<>();
    private final Map<Ends, Trend> trends =
            new TreeMap<>(java.util.Comparator.comparing(Ends::source).thenComparing(Ends::target));
    private final List<HostUse> hosts = new ArrayList<>();
    private final TreeSet<String> names = new TreeSet<>();

    Past edge(String source, String target, Load before, Load now) {
        names.add(source);
        names.add(target);
        Traffic traffic = now.traffic();
        edges.add(new Edge(source, target, traffic, List.of(80), List.of(), List.of()));
        List<Stretch> past = before.traffic().isNothing()
                ? List.of()
                : Collections.nCopies(STRETCHES, new Stretch(SECONDS, before.traffic(), List.of()));
        trends.put(new Ends(source, target), new Trend(new Stretch(SECONDS, traffic, List.of()), past));
        return this;
    }

    /** A few connections that stay open, and what is asked over them. */
    Past asks(String source, String target, Requests before, Requests now) {
        names.add(source);
        names.add(target);
        Traffic traffic = new Load().active(3).bytes(9_000).traffic();
        edges.add(new Edge(source, target, traffic, List.of(80), List.of(), List.of(now)));
        var past = new Stretch(SECONDS, traffic, List.of(before));
        trends.put(
                new Ends(source, target),
                new Trend(new Stretch(SECONDS, traffic, List.of(now)), Collections.nCopies(STRETCHES, past)));
        return this;
    }

    Past on(HostUse host) {
        hosts.add(host);
        return this;
    }

    Past lone(String service) {
        names.add(service);
        return this;
    }

    Judged judge() {
        List<Service> services = names.stream().map(Past::service).toList();
        edges.sort(java.util.Comparator.comparing(Edge::source).thenComparing(Edge::target));
        var world = new World(new Window(0, 2 * Window.STEP_MILLIS), services, edges, List.of(), Map.of());
        return new Judged(world, Judgement.of(world, new Trends(trends, hosts)));
    }

    private static Service service(String id) {
        if (id.startsWith("external:")) {
            return new Service(id, id.substring("external:".length()), "external", "", "", true, List.of());
        }
        var instance = new Instance(
                id, Map.of(), List.of(), null, new CpuUse(0, 0, 0), Allowance.NONE, Instant.EPOCH, Instant.EPOCH);
        return new Service(id, id, "process", "default", "", false, List.of(instance));
    }
}
