// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import io.sonde.agent.runtime.Limits;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows who each container is. Sightings come from the thread that reads events and cost it one look into a table; files are read on
 * a thread of their own, at once, because those of a short-lived container are gone with it; reports wait for what is still open.
 */
public final class ContainerCatalog implements AutoCloseable {
    /** A restarted node starts a hundred containers at once. */
    private static final int MAX_WAITING = 1_024;
    /** All that one report waits: files take milliseconds, a daemon that hangs takes longer. */
    private static final long REPORT_PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
    /** A name that could not be found, or was guessed, may be found later; limits may change. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    /** One that was just seen is in the next report only; one that ended is in none. */
    private static final long FORGET_NANOS = Duration.ofSeconds(60).toNanos();

    private static final long NEVER = -1;

    private final Identification identification;
    private final int limit;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong overflows = new AtomicLong();
    private final AtomicLong crowdedOut = new AtomicLong();
    private final AtomicLong unnamed = new AtomicLong();
    private final Thread thread = new Thread(this::run, "sonde-containers");

    /** @param limit most containers known at a time */
    public ContainerCatalog(Identification identification, int limit) {
        this.identification = identification;
        this.limit = limit;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** What is found out about a container. */
    public interface Identification {
        /** @param pid a process that was seen in it */
        Finding identify(String id, int pid);

        /** @param pid a process that was seen in it */
        Limits limits(String id, int pid);
    }

    /**
     * @param container empty where no runtime knows its name
     * @param certain whether looking again would find nothing better
     */
    public record Finding(Optional<Container> container, boolean certain) {}

    private static final class Entry {
        private final String id;
        private volatile int pid;
        private volatile boolean queued = true;
        private volatile Finding finding = new Finding(Optional.empty(), false);
        private volatile Limits limits = Limits.UNLIMITED;
        private volatile long foundNanos;
        /** Of the thread that looks: counted last, and when it looked first. */
        private volatile long kills = Limits.UNKNOWN;

        private volatile long firstKills = Limits.UNKNOWN;
        /** Of the thread that reports. */
        private long throttledTold = NEVER;

        private long killsTold = NEVER;

        private volatile long spokenOfNanos = System.nanoTime();

        private Entry(String id, int pid) {
            this.id = id;
            this.pid = pid;
        }
    }

    /** A process was seen in a container. On the thread that reads events. */
    public void seen(String id, int pid) {
        Entry known = entries.get(id);
        if (known != null) {
            known.pid = pid;
            return;
        }
        if (entries.size() >= limit) {
            overflows.incrementAndGet();
            return;
        }
        var entry = new Entry(id, pid);
        entries.put(id, entry);
        enqueue(entry);
    }

    /** Whether that was for want of memory is read before its group is gone. On the thread that reads events. */
    public void killed(String id) {
        Entry known = entries.get(id);
        if (known != null && !known.queued) {
            enqueue(known);
        }
    }

    private void enqueue(Entry entry) {
        entry.queued = true;
        if (!waiting.offer(entry)) {
            entry.queued = false;
            entry.foundNanos = System.nanoTime();
            crowdedOut.incrementAndGet();
        }
    }

    /** For one report: forgets containers that are not spoken of any more, waits for those whose names are being looked up. */
    public void await(Set<String> spokenOf) {
        long now = System.nanoTime();
        long end = now + REPORT_PATIENCE_NANOS;
        for (String id : spokenOf) {
            Entry entry = entries.get(id);
            if (entry != null) {
                entry.spokenOfNanos = now;
            }
        }
        entries.values().removeIf(entry -> now - entry.spokenOfNanos >= FORGET_NANOS);
        for (Entry entry : entries.values()) {
            boolean old = now - entry.foundNanos >= LOOK_AGAIN_NANOS;
            // How it is held back by its limit is read for each report.
            if (!entry.queued && (old || entry.limits.cpus() > Limits.NONE)) {
                enqueue(entry);
            }
            if (entry.foundNanos == 0) {
                waitFor(entry, end);
            }
        }
    }

    private static void waitFor(Entry entry, long end) {
        try {
            synchronized (entry) {
                long left = end - System.nanoTime();
                while (entry.queued && left > 0) {
                    Duration rest = Duration.ofNanos(left);
                    entry.wait(rest.toMillis() + 1);
                    left = end - System.nanoTime();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty for a container whose name nobody told. */
    public Optional<Container> find(String id) {
        Entry entry = entries.get(id);
        return entry == null ? Optional.empty() : entry.finding.container();
    }

    /** What it may use, unlimited where that cannot be read. */
    public Limits limits(String id) {
        Entry entry = entries.get(id);
        return entry == null ? Limits.UNLIMITED : entry.limits;
    }

    /** For how long CPUs were kept from it since the last call; what was before the first one is not claimed. For reports. */
    public long throttledNanos(String id) {
        Entry entry = entries.get(id);
        if (entry == null || entry.foundNanos == 0) {
            return 0;
        }
        long now = entry.limits.throttledNanos();
        long before = entry.throttledTold == NEVER ? now : entry.throttledTold;
        entry.throttledTold = now;
        return Math.max(0, now - before);
    }

    /**
     * How many of its processes were killed for want of memory since the last call; what was before the first look is not claimed.
     * {@link Limits#UNKNOWN} where nobody counts them. For reports.
     */
    public long memoryKills(String id) {
        Entry entry = entries.get(id);
        if (entry == null || entry.firstKills == Limits.UNKNOWN) {
            return Limits.UNKNOWN;
        }
        long now = entry.kills;
        long before = entry.killsTold == NEVER ? entry.firstKills : entry.killsTold;
        entry.killsTold = now;
        return Math.max(0, now - before);
    }

    private void run() {
        try {
            while (true) {
                identify(waiting.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void identify(Entry entry) {
        entry.limits = identification.limits(entry.id, entry.pid);
        countKills(entry, entry.limits.memoryKills());
        long now = System.nanoTime();
        boolean due = entry.foundNanos == 0 || now - entry.foundNanos >= LOOK_AGAIN_NANOS;
        if (due && !entry.finding.certain()) {
            Finding found = identification.identify(entry.id, entry.pid);
            entry.finding = found.container().isPresent() ? found : entry.finding;
        }
        if (entry.finding.container().isEmpty() && entry.foundNanos == 0) {
            unnamed.incrementAndGet();
        }
        synchronized (entry) {
            entry.foundNanos = due ? System.nanoTime() : entry.foundNanos;
            entry.queued = false;
            entry.notifyAll();
        }
    }

    /** A group that is gone tells nothing more: what it told last stays. */
    private static void countKills(Entry entry, long kills) {
        if (kills != Limits.UNKNOWN) {
            entry.kills = kills;
            entry.firstKills = entry.firstKills == Limits.UNKNOWN ? kills : entry.firstKills;
        }
    }

    public List<Fill> fills() {
        return List.of(
                Bounded.CONTAINERS.fill(entries.size(), limit, overflows.get()),
                Bounded.CONTAINERS_WAITING.fill(waiting.size(), MAX_WAITING, crowdedOut.get()));
    }

    /** Containers that were looked up later, because too many were waiting. */
    public long crowdedOut() {
        return crowdedOut.get();
    }

    /** Containers that were not looked up, because too many were known. */
    public long overflows() {
        return overflows.get();
    }

    /** Containers that no runtime knew when they were first seen. */
    public long unnamed() {
        return unnamed.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
