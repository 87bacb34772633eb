// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a service received and sent, bucket by bucket. A bucket is null where nothing of the service was measured.
 *
 * @param buckets their spans; the last one may be shorter
 * @param cpuCores CPUs that the service used on average; null where its node was not measured
 * @param cpuHeldBack CPUs that were kept from it by limits of its containers, on average
 * @param inboundRequests by protocol; none where none were seen
 */
public record Timeline(
        Buckets buckets,
        List<@Nullable Traffic> inbound,
        List<@Nullable Traffic> outbound,
        List<@Nullable Double> cpuCores,
        List<@Nullable Double> cpuHeldBack,
        List<List<Requests>> inboundRequests,
        List<List<Requests>> outboundRequests) {

    /** Which subjects concern a service, and which way round. */
    static final class Selection {
        private record Flow(int subject, boolean fromServerSide, boolean inbound) {}

        private record Program(int workload, int host) {}

        private final List<Program> programs = new ArrayList<>();
        private final List<Flow> flows = new ArrayList<>();
        private final BitSet wanted = new BitSet();
        private final TreeMap<String, List<Integer>> requestsIn = new TreeMap<>();
        private final TreeMap<String, List<Integer>> requestsOut = new TreeMap<>();
        private final BitSet own = new BitSet();

        void add(int subject, EdgeDraft.Key edge, String service, boolean fromServerSide) {
            if (edge.target().equals(service)) {
                flows.add(new Flow(subject, fromServerSide, true));
                wanted.set(subject);
            }
            if (edge.source().equals(service)) {
                flows.add(new Flow(subject, fromServerSide, false));
                wanted.set(subject);
            }
        }

        void addRequests(SortedMap<String, List<Integer>> requests, EdgeDraft.Key edge, String service) {
            if (edge.target().equals(service)) {
                addTo(requestsIn, requests);
            }
            if (edge.source().equals(service)) {
                addTo(requestsOut, requests);
            }
        }

        private void addTo(Map<String, List<Integer>> ofDirection, SortedMap<String, List<Integer>> requests) {
            requests.forEach((protocol, subjects) -> {
                ofDirection.computeIfAbsent(protocol, _ -> new ArrayList<>()).addAll(subjects);
                subjects.forEach(wanted::set);
            });
        }

        List<Requests> requests(Cells cells, boolean inbound) {
            return Requests.of(inbound ? requestsIn : requestsOut, cells);
        }

        /** @param host {@link Catalog#NONE} where nothing is known of its node */
        void addOwn(int workload, int host) {
            own.set(workload);
            wanted.set(workload);
            if (host != Catalog.NONE) {
                programs.add(new Program(workload, host));
                wanted.set(host);
            }
        }

        /** @param measure of CPU time */
        @Nullable
        Double cpus(Cells cells, Measure measure) {
            double sum = 0;
            boolean measured = false;
            for (Program program : programs) {
                long nanos = HostDraft.measuredNanos(cells, program.host);
                if (nanos > 0) {
                    measured = true;
                    sum += (double) cells.first(measure.cellOf(program.workload)) / nanos;
                }
            }
            return measured ? CpuUse.thousandths(sum) : null;
        }

        boolean wants(int subject) {
            return wanted.get(subject);
        }

        Traffic traffic(Cells cells, boolean inbound, long freshSince) {
            var sum = new TrafficSum();
            for (Flow flow : flows) {
                if (flow.inbound == inbound) {
                    sum.add(cells, flow.subject, flow.fromServerSide, freshSince);
                }
            }
            return sum.toTraffic();
        }

        /** Whether the service itself was seen, or somebody who talks to it. */
        boolean isMeasured(Cells cells) {
            return own.stream().anyMatch(number -> !cells.isEmpty(Measure.SEEN.cellOf(number)))
                    || flows.stream().anyMatch(flow -> TrafficSum.isBusy(cells, flow.subject))
                    || isBusy(requestsIn, cells)
                    || isBusy(requestsOut, cells);
        }

        private static boolean isBusy(SortedMap<String, List<Integer>> requests, Cells cells) {
            return requests.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(subject -> Requests.isBusy(cells, subject));
        }
    }
}
