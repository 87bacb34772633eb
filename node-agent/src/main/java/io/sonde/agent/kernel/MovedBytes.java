// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** Bytes that a system call moved on a socket, or a stretch of them. A flyweight over kernel memory. */
public interface MovedBytes extends SocketEnds {
    /** Identity of the socket while it lives. */
    long socket();

    /** Process that made the call. */
    int pid();

    /** Sent by the process; else received. */
    boolean outgoing();

    /** A whole datagram; else a stretch of a stream. */
    boolean datagram();

    /** The connection was decided about ({@link Kernel#decide}): of its ends only the ports are told. */
    boolean known();

    /** When the call was made, on the clock of {@link System#nanoTime()}; 0 where that is not known. */
    long startNanos();

    /** When the call returned. */
    long endNanos();

    /** Of the first byte in its direction, modulo 2^32. */
    int position();

    /** Bytes that were moved: at least as many as were copied. */
    int total();

    /** Bytes that were copied, the first ones. */
    int copied();

    void copyTo(byte[] target);
}
