// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/**
 * What events and walks both say about a TCP socket. A flyweight over kernel memory: it is valid only inside the call
 * that it was handed to. Copy what is needed later.
 */
public interface TcpSocket extends SocketEnds {
    /** Identity of the socket while it lives: the kernel's pointer, used again for another socket after its close. */
    long socket();

    /** Process that owns the socket, 0 where the kernel did not say (accepted sockets: resolve by the listener). */
    int pid();

    /** When it was seen, on the clock of {@link System#nanoTime()}. */
    long timeNanos();

    /** Payload bytes, each counted once however often it was sent. */
    long bytesSent();

    long bytesReceived();

    /** Segments sent again. */
    int retransmits();

    /** Smoothed round-trip time, 0 when there was none yet. */
    int rttMicros();
}
