// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.LibBpf;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Mark;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel side of the agent. Opening never throws for what this host lacks: each probe says in {@link #probes()}
 * what it is and why it does not work.
 */
public final class Kernel implements AutoCloseable, Executor {
    private static final Logger LOG = System.getLogger(Kernel.class.getName());

    /** Whether the kernel side goes on while the agent is down; shown among the probes. */
    private static final String RESTARTS = "restarts";

    /** Probes that know what is not read. */
    public static final String RINGS = IoUring.NAME;

    public static final String UNIX = Probe.UNIX;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final @Nullable KernelPrograms programs;
    private final @Nullable Continuity continuity;
    private final @Nullable Ring ring;
    private final @Nullable Capture capture;
    private final @Nullable IoUring rings;
    private final @Nullable SocketWalk sockets;
    private final @Nullable CpuWalk threads;
    private final @Nullable UnixWalk unix;
    private volatile List<ProbeStatus> probes;
    private final AtomicLong failedWalks = new AtomicLong();
    private volatile @Nullable RingReader reader;
    /** Held while native memory is used that closing gives back. */
    private final Object inUse = new Object();

    private boolean closing;
    private boolean closed;
    private long lastPosition;

    /** Nothing works here, for one reason. */
    private Kernel(String reason) {
        this.programs = null;
        this.continuity = null;
        this.ring = null;
        this.capture = null;
        this.rings = null;
        this.sockets = null;
        this.threads = null;
        this.unix = null;
        this.probes = Probe.GROUPS.stream()
                .flatMap(group -> group.probes().stream())
                .map(probe -> ProbeStatus.failed(probe.name(), reason))
                .toList();
    }

    private Kernel(KernelPrograms programs, KernelConfig config, @Nullable Continuity continuity) {
        List<ProbeStatus> statuses = new ArrayList<>(programs.statuses());
        this.programs = programs;
        this.continuity = continuity;
        this.ring = mapRing(programs, config, statuses);
        this.sockets = programs.link(Probe.SOCKETS).map(SocketWalk::new).orElse(null);
        this.threads = programs.link(Probe.CPU).map(CpuWalk::new).orElse(null);
        this.unix = programs.link(Probe.UNIX).map(UnixWalk::new).orElse(null);
        this.capture = programs.capture(statuses);
        this.rings = programs.rings(statuses);
        this.probes = List.copyOf(statuses);
    }

    /** A kernel side that ends with this process. */
    public static Kernel open(KernelConfig config) {
        return switch (HostSupport.library()) {
            case LibBpf.Missing missing -> new Kernel(missing.reason());
            case LibBpf.Found found -> new Kernel(KernelPrograms.load(found.library(), config, null), config, null);
        };
    }

    /**
     * A kernel side that goes on when this process is killed, and one that was left so is taken over.
     *
     * @param state directory of this agent alone
     * @param reported up to where an agent before has reported what it saw
     */
    public static Kernel open(KernelConfig config, Path state, Mark reported) {
        return switch (HostSupport.library()) {
            case LibBpf.Missing missing -> new Kernel(missing.reason());
            case LibBpf.Found found -> open(found.library(), config, state, reported);
        };
    }

    private static Kernel open(LibBpf library, KernelConfig config, Path state, Mark reported) {
        try {
            long begin = System.nanoTime();
            Continuity continuity = Continuity.open(library, state, config, reported);
            KernelPrograms programs = KernelPrograms.load(library, config, continuity.pins());
            long tookMillis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
            Kernel kernel = new Kernel(programs, config, continuity);
            kernel.restarts(programs.pinFailure(), continuity.replaced() ? replaced(tookMillis) : "");
            return kernel;
        } catch (BpfFailure failure) {
            Kernel kernel = new Kernel(KernelPrograms.load(library, config, null), config, null);
            kernel.restarts(Optional.of(failure.reason()), "");
            return kernel;
        }
    }

    private static String replaced(long millis) {
        return "replaced the programs of another build; what happened within %d ms is not seen".formatted(millis);
    }

    /** @param remark what else there is to say of a kernel side that goes on */
    private void restarts(Optional<String> failure, String remark) {
        ProbeStatus status = failure.map(reason ->
                        ProbeStatus.failed(RESTARTS, reason + "; what happens while the agent is down is not seen"))
                .orElse(new ProbeStatus(RESTARTS, ProbeStatus.State.ATTACHED, remark));
        List<ProbeStatus> all = new ArrayList<>(probes);
        all.add(status);
        probes = List.copyOf(all);
    }

    /** Detaches what a killed agent with this state directory left; says whether there was anything. */
    public static boolean detach(Path state) throws IOException, BpfFailure {
        return Pins.removeAll(state);
    }

    private static @Nullable Ring mapRing(KernelPrograms programs, KernelConfig config, List<ProbeStatus> statuses) {
        var events = programs.map(SharedMaps.EVENTS);
        if (events.isEmpty()) {
            return null;
        }
        try {
            return Ring.map(events.get().file(), config.ringBytes());
        } catch (BpfFailure failure) {
            statuses.replaceAll(status ->
                    Probe.WALKS.contains(status.name()) ? status : ProbeStatus.failed(status.name(), failure.reason()));
            return null;
        }
    }

    /** Starts the one thread that reads the ring; events and executed tasks run on it. */
    public void start(KernelEvents events) {
        start(events, () -> {});
    }

    /** @param first runs on that thread before the first event, also before those that an earlier agent had taken */
    public synchronized void start(KernelEvents events, Runnable first) {
        if (reader != null) {
            throw new IllegalStateException("BUG: the kernel's events are read already");
        }
        Continuity with = continuity;
        RingReader made = new RingReader(
                ring, events, with == null ? null : with.journal(), capture == null ? null : capture.ring());
        reader = made;
        made.execute(first);
        if (with != null) {
            made.execute(() -> with.catchUp(ring, made.handler()));
        }
        made.start();
    }

    /** Up to where the tables have seen the events; on the reader's thread. To be given to {@link #reported}. */
    public Mark mark() {
        synchronized (inUse) {
            if (continuity == null || ring == null) {
                return Mark.NONE;
            }
            if (!closed) {
                lastPosition = ring.consumed();
            }
            return continuity.journal().mark(lastPosition);
        }
    }

    /** Everything before the mark stands in a report: the journal may forget it. For any thread. */
    public void reported(Mark mark) {
        if (continuity != null) {
            continuity.journal().forget(mark);
        }
    }

    /** Runs the task on the reader's thread, between two events: what the events change needs no lock. */
    @Override
    public void execute(Runnable task) {
        RingReader running = reader;
        if (running == null) {
            throw new RejectedExecutionException("the reader of kernel events has not been started");
        }
        running.execute(task);
    }

    /**
     * From now on at most so many bytes of a call on this connection are copied; 0: it is of no interest any more. On the thread
     * that the events come on.
     */
    public void decide(long socket, SocketEnds ends, int limit) {
        synchronized (inUse) {
            if (capture != null && !closed) {
                capture.decide(socket, ends, limit);
            }
        }
    }

    /** Shows every TCP socket of every process and namespace; returns how many, -1 where that is not possible. */
    public int walkSockets(SocketVisitor visitor) {
        SocketWalk walk = sockets;
        return walk == null ? -1 : guarded(() -> walk.walk(visitor));
    }

    /** Shows how long every thread of every process has been running; returns how many, -1 where that is not possible. */
    public int walkThreads(CpuVisitor visitor) {
        CpuWalk walk = threads;
        return walk == null ? -1 : guarded(() -> walk.walk(visitor));
    }

    /** Shows the process of every connection accepted over a unix socket; returns how many, -1 where that is not possible. */
    public int walkUnix(IntConsumer visitor) {
        UnixWalk walk = unix;
        return walk == null ? -1 : guarded(() -> walk.walk(visitor));
    }

    /** Shows who moves bytes by io_uring, whose requests are not read; returns how many, -1 where that is not possible. */
    public int walkRings(RingVisitor visitor) {
        IoUring walk = rings;
        return walk == null ? -1 : guarded(() -> walk.walk(visitor));
    }

    private interface Walk {
        int run() throws BpfFailure;
    }

    private int guarded(Walk walk) {
        synchronized (inUse) {
            if (closing) {
                return -1;
            }
            try {
                return walk.run();
            } catch (BpfFailure failure) {
                if (failedWalks.getAndIncrement() == 0) {
                    LOG.log(Level.ERROR, "a walk failed, more failures are only counted: {0}", failure.reason());
                }
                return -1;
            }
        }
    }

    public List<ProbeStatus> probes() {
        return probes;
    }

    /** What was dropped since the start, by the place where a limit was reached. */
    public Map<String, Long> losses() {
        Map<String, Long> losses = new LinkedHashMap<>();
        RingReader running = reader;
        losses.put("kernel.walks", failedWalks.get());
        losses.put("kernel.events.mishandled", running == null ? 0 : running.mishandled());
        losses.put(
                "kernel.journal", continuity == null ? 0 : continuity.journal().unprotectedBytes());
        losses.put("kernel.replaced", continuity == null ? 0 : continuity.unreadable());
        synchronized (inUse) {
            losses.putAll(lossesInKernel());
        }
        return losses;
    }

    /** How full the ring, the reader's tasks and the tables in the kernel are. */
    public List<Fill> fills() {
        List<Fill> fills = new ArrayList<>();
        RingReader running = reader;
        if (running != null) {
            fills.add(running.tasks());
        }
        if (continuity != null) {
            fills.add(continuity.journal().fill());
        }
        synchronized (inUse) {
            if (capture != null && !closed) {
                fills.add(capture.fill(lossesInKernel().getOrDefault(Capture.CAUSES.getFirst(), 0L)));
            }
            if (programs != null && ring != null && !closed) {
                Map<String, Long> lost = lossesInKernel();
                long dropped = lost.getOrDefault(Losses.RING_TCP, 0L) + lost.getOrDefault(Losses.RING_PROCESS, 0L);
                fills.add(Bounded.KERNEL_RING.fill(ring.waiting(), ring.capacity(), dropped));
                fills.addAll(programs.fills(lost));
            }
        }
        return fills;
    }

    private Map<String, Long> lossesInKernel() {
        if (programs == null || closed) {
            return Map.of();
        }
        try {
            Map<String, Long> losses = new LinkedHashMap<>(programs.losses());
            if (capture != null) {
                losses.putAll(capture.losses());
            }
            return losses;
        } catch (BpfFailure failure) {
            LOG.log(Level.ERROR, "cannot read the losses of the kernel side: {0}", failure.reason());
            return Map.of();
        }
    }

    /** Events read since the start. */
    public long events() {
        RingReader running = reader;
        return running == null ? 0 : running.events();
    }

    /** How full the ring is, 0 to 1. */
    public double ringFill() {
        synchronized (inUse) {
            return ring == null || closed ? 0 : ring.fill();
        }
    }

    /** Detaches everything; what was in the ring has been handed on when this returns. Not from the reader's thread. */
    @Override
    public void close() {
        synchronized (inUse) {
            closing = true;
            if (programs != null) {
                programs.detach();
            }
            if (capture != null) {
                capture.detach();
            }
            if (rings != null) {
                rings.detach();
            }
        }
        RingReader running = reader;
        if (running != null) {
            running.close();
        }
        end();
    }

    /** Ends reading and leaves everything attached, for an agent that comes after this one. */
    public void leave() {
        synchronized (inUse) {
            closing = true;
        }
        RingReader running = reader;
        if (running != null) {
            running.leave();
        }
        end();
    }

    private void end() {
        synchronized (inUse) {
            if (!closed) {
                closed = true;
                giveBack();
            }
        }
    }

    private void giveBack() {
        if (ring != null) {
            lastPosition = ring.consumed();
            ring.close();
        }
        if (capture != null) {
            capture.close();
        }
        if (rings != null) {
            rings.close();
        }
        if (programs != null) {
            programs.close();
        }
        if (continuity != null) {
            continuity.close();
        }
    }
}
