// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The kernel side of the agent. Opening never throws for what this host lacks: each probe says in {@link #probes()}
 * what it is and why it does not work.
 */
public final class Kernel implements AutoCloseable, Executor {
    private final KernelConfig config;

    private Kernel(KernelConfig config) {
        this.config = config;
    }

    public static Kernel open(KernelConfig config) {
        return new Kernel(config);
    }

    /** Starts the one thread that reads the ring; events and executed tasks run on it. */
    public void start(KernelEvents events) {}

    /** Runs the task on the reader's thread, between two events: what the events change needs no lock. */
    @Override
    public void execute(Runnable task) {}

    /** Shows every TCP socket of every process and namespace; returns how many. One walk at a time. */
    public int walkSockets(SocketVisitor visitor) {
        return 0;
    }

    public List<ProbeStatus> probes() {
        return List.of(ProbeStatus.off("tcp", "not built: " + config.bpfDirectory()));
    }

    /** What was dropped since the start, by the place where a limit was reached. */
    public Map<String, Long> losses() {
        return Map.of();
    }

    /** Events read since the start. */
    public long events() {
        return 0;
    }

    /** How full the ring is, 0 to 1. */
    public double ringFill() {
        return 0;
    }

    @Override
    public void close() {}
}
