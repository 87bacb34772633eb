// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Subject.ServerFlow;
import io.sonde.diagnosis.world.Subject.Workload;
import io.sonde.diagnosis.world.Trends.Ends;
import io.sonde.diagnosis.world.Trends.HostUse;
import io.sonde.diagnosis.world.Trends.ServiceUse;
import io.sonde.diagnosis.world.Trends.Stretch;
import io.sonde.diagnosis.world.Trends.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Puts the cells of one stretch after the other, the oldest first, into {@link Trends}. */
final class TrendBuilder {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final Comparator<ServiceUse> GREEDIEST = Comparator.comparingLong(
                    (ServiceUse use) -> use.cpu().runNanos())
            .reversed()
            .thenComparing(ServiceUse::service);

    private final Resolution resolution;
    private final Evidence evidence;
    private final long freshSince;
    private final Map<Ends, List<Stretch>> past = new HashMap<>();

    TrendBuilder(Resolution resolution) {
        this.resolution = resolution;
        this.evidence = resolution.evidence();
        this.freshSince = evidence.freshSince();
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
        for (EdgeDraft edge : resolution.edges()) {
            Traffic traffic = traffic(edge, stretch, cells);
            var ends = new Ends(edge.key().source(), edge.key().target());
            if (past.containsKey(ends) || !traffic.isNothing()) {
                past.computeIfAbsent(ends, _ -> new ArrayList<>()).add(new Stretch(seconds, traffic));
            }
        }
    }

    Trends recent(Window stretch, Cells cells) {
        double seconds = seconds(cells);
        Map<Ends, Trend> edges = new HashMap<>();
        if (seconds > 0) {
            for (EdgeDraft edge : resolution.edges()) {
                var ends = new Ends(edge.key().source(), edge.key().target());
                var recent = new Stretch(seconds, traffic(edge, stretch, cells));
                edges.put(ends, new Trend(recent, List.copyOf(past.getOrDefault(ends, List.of()))));
            }
        }
        return new Trends(Map.copyOf(edges), hosts(cells));
    }

    private Traffic traffic(EdgeDraft edge, Window stretch, Cells cells) {
        long since = Math.min(Evidence.freshAt(stretch.toMillis()), freshSince);
        var sum = new TrafficSum();
        for (int subject : edge.subjects()) {
            sum.add(cells, subject, evidence.subjects().get(subject) instanceof ServerFlow, since);
        }
        return sum.toTraffic();
    }

    /** Nodes say it themselves; where none does, a stretch in which anything was seen counts whole. */
    private double seconds(Cells cells) {
        long nanos = 0;
        boolean seen = false;
        for (int number = 0; number < evidence.subjects().size(); number++) {
            switch (evidence.subjects().get(number)) {
                case Subject.Host _ -> nanos = Math.max(nanos, HostDraft.measuredNanos(cells, number));
                case Workload _ -> seen |= !cells.isEmpty(Measure.SEEN.cellOf(number));
                case null, default -> {}
            }
        }
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
