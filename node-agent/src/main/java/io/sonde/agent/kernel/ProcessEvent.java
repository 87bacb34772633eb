// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.util.List;

/** A change in the life of one process (never of a single thread). Valid only inside the call; the strings stay valid. */
public interface ProcessEvent {
    int pid();

    /** Process that forked it; 0 in an exit. */
    int parentPid();

    /** When it happened, on the clock of {@link System#nanoTime()}. */
    long timeNanos();

    /** The kernel's short name (at most 15 bytes): every event has it. */
    String comm();

    /** Path given to exec, as it was given; empty in a fork or exit. */
    String filename();

    /** First 512 bytes of the arguments, the program's own name first; empty in a fork or exit. */
    List<String> arguments();

    /** Id of the cgroup v2 group; 0 in an exit. */
    long cgroupId();

    /**
     * Names of the process's control groups, only in a start: up to four from the leaf upward in the v2 hierarchy,
     * then up to four in the v1 hierarchy of the memory (else pids) controller. Root groups are left out.
     */
    List<String> cgroupNames();

    /** Status given to exit(); 0 when a signal ended it. */
    int exitCode();

    /** How long all its threads together have been running on a CPU; 0 in a start or fork. */
    long cpuNanos();

    /** Signal that ended it, 0 for none. */
    int exitSignal();
}
