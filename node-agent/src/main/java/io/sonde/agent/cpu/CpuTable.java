// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.cpu;

import io.sonde.agent.kernel.CpuVisitor;
import io.sonde.agent.service.Service;
import io.sonde.agent.table.LongTable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds up per service for how long its processes ran: living ones by what a walk over all threads says more than the last one,
 * ended ones by their exit, so that a process of five milliseconds counts like any other. What processes had used before the
 * agent came is not claimed. One thread only.
 */
public final class CpuTable {
    private static final class Entry {
        private final int pid;
        private int walk;
        private long run;
        private long delay;
        private long runTold;
        private long delayTold;

        Entry(int pid) {
            this.pid = pid;
        }
    }

    private final LongTable<Entry> entries;
    private final IntFunction<@Nullable Service> serviceOf;
    private Map<Service, CpuTime> used = new HashMap<>();
    private int walk;
    private long overflows;

    /**
     * @param limit most processes
     * @param serviceOf null for a process that is nobody's
     */
    public CpuTable(int limit, IntFunction<@Nullable Service> serviceOf) {
        this.entries = new LongTable<>(limit);
        this.serviceOf = serviceOf;
    }

    /** @param walkThreads shows all threads; says a negative number when it could not */
    public void run(ToIntFunction<CpuVisitor> walkThreads) {
        walk++;
        if (walkThreads.applyAsInt(this::visit) < 0) {
            walk--;
            return;
        }
        entries.forEach(this::settle);
        // The event of its end may still be on its way; after a whole interval it was lost.
        entries.removeIf(entry -> entry.walk < walk - 1);
    }

    /** @param cpuNanos of all its threads since its start */
    public void exited(int pid, long cpuNanos) {
        if (walk == 0) {
            return; // how much of it was before the agent came, nobody knows
        }
        Entry entry = entries.remove(pid);
        add(pid, Math.max(0, cpuNanos - (entry == null ? 0 : entry.runTold)), 0);
    }

    /** What each service used since the last call. */
    public Map<Service, CpuTime> drain() {
        Map<Service, CpuTime> drained = used;
        used = new HashMap<>();
        return drained;
    }

    public int size() {
        return entries.size();
    }

    public int limit() {
        return entries.limit();
    }

    /** Processes that found no place in a walk. */
    public long overflows() {
        return overflows;
    }

    private void visit(int pid, long runNanos, long delayNanos) {
        Entry entry = entries.get(pid);
        if (entry == null) {
            entry = new Entry(pid);
            if (!entries.put(pid, entry)) {
                overflows++;
                return;
            }
        }
        if (entry.walk != walk) {
            entry.walk = walk;
            entry.run = 0;
            entry.delay = 0;
        }
        entry.run += runNanos;
        entry.delay += delayNanos;
    }

    private void settle(Entry entry) {
        if (entry.walk != walk) {
            return;
        }
        if (walk > 1) {
            // Less than before: another process got the number. Delays of threads that ended are gone with them.
            long run = entry.run >= entry.runTold ? entry.run - entry.runTold : entry.run;
            long delay = Math.max(0, entry.delay - entry.delayTold);
            add(entry.pid, run, delay);
        }
        entry.runTold = entry.run;
        entry.delayTold = entry.delay;
    }

    private void add(int pid, long run, long delay) {
        if (run == 0 && delay == 0) {
            return;
        }
        Service service = serviceOf.apply(pid);
        if (service != null) {
            used.put(service, used.getOrDefault(service, CpuTime.NONE).plus(run, delay));
        }
    }
}
