// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.util.List;
import java.util.Set;

/**
 * One thing that the agent watches in the kernel; it works or fails as a whole.
 *
 * @param traceFiles its programs attach by files of tracefs
 */
record Probe(String name, List<String> programs, boolean traceFiles) {
    static final String SOCKETS = "sockets";
    static final String CPU = "cpu";
    static final String UNIX = "unix-sockets";

    /** These are run, they do not write into the ring. */
    static final Set<String> WALKS = Set.of(SOCKETS, CPU, UNIX);

    /** A compiled object and the probes in it. */
    record Group(String file, List<Probe> probes) {
        boolean isWalk() {
            return probes.stream().allMatch(probe -> WALKS.contains(probe.name()));
        }
    }

    /** In this order: the first that loads makes the ring, connects are told from state changes by the first. */
    static final List<Group> GROUPS = List.of(
            new Group("tcp.bpf.o", List.of(new Probe("tcp", List.of("tcp_state", "tcp_state_nested"), false))),
            new Group("connect.bpf.o", List.of(new Probe("connect", List.of("connect_enter", "connect_exit"), true))),
            new Group(
                    "process.bpf.o",
                    List.of(
                            of("process-exec", "process_exec"),
                            of("process-fork", "process_fork"),
                            of("process-exit", "process_exit"))),
            new Group("sockets.bpf.o", List.of(of(SOCKETS, "walk_sockets"))),
            new Group("cpu.bpf.o", List.of(of(CPU, "walk_threads"))),
            new Group("unix.bpf.o", List.of(of(UNIX, "walk_unix"))));

    /** Those that the kernel runs by itself. */
    static final List<Probe> HOOKED = GROUPS.stream()
            .filter(group -> !group.isWalk())
            .flatMap(group -> group.probes().stream())
            .toList();

    private static Probe of(String name, String program) {
        return new Probe(name, List.of(program), false);
    }
}
