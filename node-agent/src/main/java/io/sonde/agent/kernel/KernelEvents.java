// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/**
 * Receives every kernel event, in the order of the ring, on the one thread that reads it. What is handed in is reused
 * for the next event. Events of one socket, and of one process, keep their order; a process's sockets close after its
 * {@link #exited}, so what is known of a process is still needed for a moment.
 */
public interface KernelEvents {
    /**
     * Events lie ready and are about to follow. What the kernel told elsewhere before them is there by now, and is best read
     * first.
     */
    default void ahead() {}

    /** A system call moved bytes on a socket: in the order in which the calls returned. */
    default void moved(MovedBytes bytes) {}

    /** Everything that was moved before the events of this round has been handed in. */
    default void movedAll() {}

    /** Established: as client with its pid and the time that connect took, as server with pid 0. */
    void opened(TcpEvent event);

    /** A connect that never got established; {@link TcpEvent#error()} says why. */
    void failed(TcpEvent event);

    /** An established connection ended, also one from before the agent. The pid of a server side may be known now. */
    void closed(TcpEvent event);

    /** The local port is 0 where the program let the kernel choose at listen(): the next walk has it. */
    void listening(TcpEvent event);

    void listenEnded(TcpEvent event);

    /** A program was executed: the process carries a new name from here on. */
    void started(ProcessEvent event);

    /** A process was copied: until it executes something it is the same program as its parent. */
    void forked(ProcessEvent event);

    /** The last thread ended. May come twice when two threads end in the same moment. */
    void exited(ProcessEvent event);
}
