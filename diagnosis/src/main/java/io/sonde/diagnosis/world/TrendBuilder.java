// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Subject.Workload;
import io.sonde.diagnosis.world.Trends.Ends;
import io.sonde.diagnosis.world.Trends.HostUse;
import io.sonde.diagnosis.world.Trends.ServiceUse;
import io.sonde.diagnosis.world.Trends.Stretch;
import io.sonde.diagnosis.world.Trends.Trend;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Puts the cells of stretches into {@link Trends}: those of the end first, then of one stretch after the other, the oldest first. */
final class TrendBuilder {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final Comparator<ServiceUse> GREEDIEST = Comparator.comparingLong(
                    (ServiceUse use) -> use.cpu().runNanos())
            .reversed()
            .thenComparing(ServiceUse::service);

    private final Evidence evidence;
    private final long freshSince;
    private final List<EdgeDraft> edges;
    /** By the place of the edge in {@link #edges}; null until something ran over it. */
    private List<@Nullable List<Stretch>> past;

    private final List<Stretch> recent = new ArrayList<>();
    /** Subjects of edges that are slow now: of the others nobody asks how long their requests took before. */
    private final BitSet slow = new BitSet();

    /** What of the cells of a stretch is looked at: most of the rest tells the same from the other side. */
    private final BitSet wanted = new BitSet();

    private final BitSet nodes = new BitSet();
    private final BitSet workloads = new BitSet();
    private List<HostUse> hosts = List.of();

    private final TrafficSum sum = new TrafficSum();

    TrendBuilder(Resolution resolution) {
        evidence = resolution.evidence();
        freshSince = evidence.freshSince();
        edges = resolution.edges();
        past = new ArrayList<@Nullable List<Stretch>>(Collections.nCopies(edges.size(), null));
        for (int number = 0; number < evidence.subjects().size(); number++) {
            switch (evidence.subjects().get(number)) {
                case Subject.Host _ -> nodes.set(number);
                case Workload _ -> workloads.set(number);
                case null, default -> {}
            }
        }
        wanted.or(nodes);
        wanted.or(workloads);
        for (EdgeDraft edge : edges) {
            edge.subjects().forEach(wanted::set);
            edge.requests().values().forEach(subjects -> subjects.forEach(wanted::set));
        }
    }

    /** Whether the cells of a subject are looked at. */
    boolean wants(int subject) {
        return wanted.get(subject);
    }

    static Window stretch(Window span, int number) {
        long from = span.fromMillis() + number * Trends.STRETCH_MILLIS;
        return new Window(from, from + Trends.STRETCH_MILLIS);
    }

    void past(Window stretch, Cells cells) {
        double seconds = seconds(cells);
        if (seconds == 0) {
            return;
        }
        for (int i = 0; i < edges.size(); i++) {
            List<Stretch> before = past.get(i);
            List<Requests> requests = Requests.of(edges.get(i).requests(), cells, isSlow(edges.get(i)));
            var found = new Stretch(seconds, traffic(edges.get(i), stretch, cells), requests);
            if (before == null && !isNothing(found)) {
                before = new ArrayList<>(Trends.PAST_STRETCHES);
                past.set(i, before);
            }
            if (before != null) {
                before.add(found);
            }
        }
    }

    void recent(Window stretch, Cells cells) {
        hosts = hosts(cells);
        double seconds = seconds(cells);
        if (seconds == 0) {
            return;
        }
        for (EdgeDraft edge : edges) {
            List<Requests> requests = Requests.of(edge.requests(), cells);
            recent.add(new Stretch(seconds, traffic(edge, stretch, cells), requests));
            if (requests.stream().anyMatch(TrendBuilder::isSlow)) {
                edge.requests().values().forEach(subjects -> subjects.forEach(slow::set));
            }
        }
    }

    /** Takes the past as it was found before; false where it is another. */
    boolean takePast(TrendPast known) {
        List<@Nullable List<Stretch>> still = known.of(edges, this::isSlow);
        if (still == null) {
            return false;
        }
        past = still;
        return true;
    }

    /** Puts the past that was found where it can be taken from again. */
    void givePast(TrendPast to) {
        for (int i = 0; i < edges.size(); i++) {
            to.add(edges.get(i), isSlow(edges.get(i)), past.get(i));
        }
    }

    /** Whether levels are as fresh in the past as they will ever be: somebody reported since. */
    boolean isPastSettled(Window span) {
        return freshSince >= Evidence.freshAt(span.toMillis() - Trends.STRETCH_MILLIS);
    }

    /** Whether the sketch of a subject is looked at in the past. */
    boolean wantsSketch(int subject) {
        return slow.get(subject);
    }

    private static boolean isSlow(Requests requests) {
        return requests.p99Seconds() != null && requests.p99Seconds() >= Trends.SLOW_SECONDS;
    }

    Trends trends() {
        Map<Ends, Trend> trends = HashMap.newHashMap(edges.size());
        for (int i = 0; i < recent.size(); i++) {
            EdgeDraft.Key key = edges.get(i).key();
            List<Stretch> before = past.get(i);
            if (before == null && isNothing(recent.get(i))) {
                continue; // of a longer window, over before this time
            }
            trends.put(
                    new Ends(key.source(), key.target()),
                    new Trend(recent.get(i), before == null ? List.of() : Collections.unmodifiableList(before)));
        }
        return new Trends(Collections.unmodifiableMap(trends), hosts);
    }

    private static boolean isNothing(Stretch stretch) {
        return stretch.traffic().isNothing() && stretch.requests().isEmpty();
    }

    private boolean isSlow(EdgeDraft edge) {
        return !edge.requests().isEmpty()
                && slow.get(edge.requests().sequencedValues().getFirst().getFirst());
    }

    private Traffic traffic(EdgeDraft edge, Window stretch, Cells cells) {
        long since = Math.min(Evidence.freshAt(stretch.toMillis()), freshSince);
        sum.clear();
        List<Integer> subjects = edge.subjects();
        boolean fromServerSide = edge.isToldByTarget();
        for (int i = 0; i < subjects.size(); i++) {
            int subject = subjects.get(i);
            sum.add(cells, subject, fromServerSide, since);
        }
        return sum.toTraffic();
    }

    /** Nodes say it themselves; where none does, a stretch in which anything was seen counts whole. */
    private double seconds(Cells cells) {
        long nanos = 0;
        for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
            nanos = Math.max(nanos, HostDraft.measuredNanos(cells, node));
        }
        boolean seen = workloads.stream().anyMatch(number -> !cells.isEmpty(Measure.SEEN.cellOf(number)));
        double whole = Trends.STRETCH_MILLIS / MILLIS_PER_SECOND;
        return nanos > 0 ? nanos / NANOS_PER_SECOND : seen ? whole : 0;
    }

    private List<HostUse> hosts(Cells cells) {
        SortedMap<String, Host> hosts = HostDraft.hosts(evidence, cells);
        Map<String, Map<String, CpuUse>> services = new HashMap<>();
        for (int number = 0; number < evidence.subjects().size(); number++) {
            if (evidence.subjects().get(number) instanceof Workload(Resource resource)) {
                Host host = hosts.get(resource.host());
                long run = cells.first(Measure.CPU_RUN.cellOf(number));
                long delay = cells.first(Measure.CPU_DELAY.cellOf(number));
                if (host != null && (run != 0 || delay != 0)) {
                    services.computeIfAbsent(host.id(), _ -> new HashMap<>())
                            .merge(resource.serviceText(), new CpuUse(run, delay, host.measuredNanos()), CpuUse::plus);
                }
            }
        }
        return hosts.values().stream()
                .map(host -> new HostUse(host, greediest(services.getOrDefault(host.id(), Map.of()))))
                .toList();
    }

    private static List<ServiceUse> greediest(Map<String, CpuUse> services) {
        List<ServiceUse> uses = new ArrayList<>();
        services.forEach((service, cpu) -> uses.add(new ServiceUse(service, cpu)));
        uses.sort(GREEDIEST);
        return List.copyOf(uses);
    }
}
