// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Host;
import io.sonde.diagnosis.world.Trends.HostUse;
import io.sonde.diagnosis.world.Trends.ServiceUse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Nodes whose CPUs are all busy, and who keeps them so. */
final class CpuInspection {
    private static final double SATURATED = 0.9;

    /** A service with so much of a node is one of at most four. */
    private static final double GREEDY_SHARE = 0.25;

    /** Threads of others that wait for a CPU at any time; fewer are not felt. */
    private static final double FELT_WAITING = 0.1;

    private static final int NAMED_VICTIMS = 3;

    private final Map<String, Verdict> greedy = new HashMap<>();
    private final Set<String> onSaturated = new HashSet<>();

    CpuInspection(List<HostUse> hosts) {
        hosts.stream().filter(use -> use.host().busyShare() >= SATURATED).forEach(this::inspect);
    }

    /** What is to be said of a service that keeps a node busy while others wait. */
    Verdict of(String service) {
        return greedy.getOrDefault(service, Verdict.OK);
    }

    /** Whether everything there may be slow for want of a CPU. */
    boolean isOnSaturated(String service) {
        return onSaturated.contains(service);
    }

    private void inspect(HostUse use) {
        use.services().forEach(each -> onSaturated.add(each.service()));
        for (ServiceUse service : use.services()) {
            Double cores = service.cpu().cores();
            if (cores == null || cores < use.host().cpus() * GREEDY_SHARE) {
                return; // they are sorted
            }
            List<ServiceUse> waiting = use.services().stream()
                    .filter(other -> !other.service().equals(service.service()))
                    .toList();
            if (waiting(waiting) >= FELT_WAITING) {
                greedy.merge(service.service(), verdict(use.host(), service.service(), cores, waiting), Verdict::and);
            }
        }
    }

    private static double waiting(List<ServiceUse> services) {
        return services.stream().mapToDouble(use -> use.cpu().waiting()).sum();
    }

    private static Verdict verdict(Host host, String service, double cores, List<ServiceUse> others) {
        String victims = others.stream()
                .sorted((one, other) ->
                        Double.compare(other.cpu().waiting(), one.cpu().waiting()))
                .limit(NAMED_VICTIMS)
                .map(ServiceUse::service)
                .collect(Collectors.joining(", "));
        return Verdict.of(
                Status.WARNING,
                "%s uses %s of the %d CPUs of %s, which are %s busy; %s wait for them (%s threads of others at any time)."
                        .formatted(
                                service,
                                Figure.number(cores),
                                host.cpus(),
                                host.name(),
                                Figure.percent(host.busyShare()),
                                victims,
                                Figure.number(waiting(others))));
    }
}
