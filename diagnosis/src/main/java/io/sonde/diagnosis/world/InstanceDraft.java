// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Instance.Listen;
import io.sonde.diagnosis.world.Instance.Processes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An instance while its facts are gathered; attributes that changed in the window are taken as they were last. */
final class InstanceDraft {
    /** What makes an instance the same one although an attribute changed. */
    record Key(String service, String host, String instance) {}

    private static final Measure[] OF_PROCESSES = {
        Measure.STARTED, Measure.EXITED_OK, Measure.EXITED_ERROR, Measure.EXITED_SIGNAL
    };
    private static final Measure[] TIMES = {Measure.CPU_RUN, Measure.CPU_DELAY, Measure.CPU_THROTTLED};
    private static final Measure[] LIMITS = {Measure.CPU_LIMIT, Measure.MEMORY_LIMIT};
    private static final Comparator<Listen> LISTEN_ORDER =
            Comparator.comparingInt(Listen::port).thenComparing(Listen::address);

    private final TreeSet<Listen> listens = new TreeSet<>(LISTEN_ORDER);
    private Resource latest;
    private long firstMillis;
    private long lastMillis;
    private boolean processesMeasured;
    private final long[] processes = new long[Measure.CELLS_PER_SUBJECT];

    InstanceDraft(Resource resource, long firstMillis, long lastMillis) {
        latest = resource;
        this.firstMillis = firstMillis;
        this.lastMillis = lastMillis;
    }

    void addWorkload(Resource resource, int subject, Evidence evidence, long freshSince) {
        Cells cells = evidence.cells();
        long first = cells.first(Measure.SEEN.cellOf(subject));
        long last = cells.second(Measure.SEEN.cellOf(subject));
        if (!resource.equals(latest) && isLater(resource, last)) {
            latest = resource;
        }
        firstMillis = Math.min(firstMillis, first);
        lastMillis = Math.max(lastMillis, last);
        for (Measure measure : OF_PROCESSES) {
            processes[measure.position] += evidence.amount(measure, subject);
            processesMeasured |= evidence.amount(measure, subject) != 0;
        }
        for (Measure measure : TIMES) {
            processes[measure.position] += evidence.amount(measure, subject);
        }
        processes[Measure.RUNNING.position] += evidence.level(Measure.RUNNING, subject, freshSince);
        // Of one container, also where it is told under several attributes.
        for (Measure measure : LIMITS) {
            long told = evidence.level(measure, subject, freshSince);
            processes[measure.position] = Math.max(processes[measure.position], told);
        }
        processesMeasured |= evidence.amount(Measure.RUNNING, subject) != 0;
    }

    /** Whether it speaks for the instance rather than what does so now: seen later, or at the same time and first by its text. */
    private boolean isLater(Resource resource, long last) {
        return last > lastMillis || (last == lastMillis && order(resource).compareTo(order(latest)) < 0);
    }

    void addListener(Endpoint endpoint) {
        listens.add(new Listen(endpoint.address().text(), endpoint.port()));
    }

    boolean listens() {
        return !listens.isEmpty();
    }

    long lastMillis() {
        return lastMillis;
    }

    Resource resource() {
        return latest;
    }

    /** @param hosts by their id */
    Instance toInstance(Map<String, Host> hosts) {
        Host host = hosts.get(latest.host());
        long measuredNanos = host == null ? 0 : host.measuredNanos();
        var cpu = new CpuUse(processes[Measure.CPU_RUN.position], processes[Measure.CPU_DELAY.position], measuredNanos);
        var allowance = new Allowance(
                processes[Measure.CPU_LIMIT.position],
                processes[Measure.MEMORY_LIMIT.position],
                processes[Measure.CPU_THROTTLED.position],
                measuredNanos);
        return new Instance(
                latest.instance(),
                latest.attributes(),
                List.copyOf(listens),
                processes(),
                cpu,
                allowance,
                Instant.ofEpochMilli(firstMillis),
                Instant.ofEpochMilli(lastMillis));
    }

    private @Nullable Processes processes() {
        if (!processesMeasured) {
            return null;
        }
        return new Processes(
                processes[Measure.RUNNING.position],
                processes[Measure.STARTED.position],
                processes[Measure.EXITED_OK.position],
                processes[Measure.EXITED_ERROR.position],
                processes[Measure.EXITED_SIGNAL.position]);
    }

    private static Map<String, String> sorted(Resource resource) {
        return new TreeMap<>(resource.attributes());
    }

    private static String order(Resource resource) {
        return sorted(resource).toString();
    }
}
