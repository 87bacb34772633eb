// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** A change in the life of one TCP socket. Valid only inside the call. */
public interface TcpEvent extends TcpSocket {
    /** {@link #durationNanos()} of a socket that existed before the agent. */
    long UNKNOWN_DURATION = -1;

    /** Opened and failed: since connect(); closed: since it was established, or {@link #UNKNOWN_DURATION}. */
    long durationNanos();

    /**
     * The errno that ended it, 0 for none. A failed connect with 0 is one whose program gave up waiting; a closed
     * connection with ECONNRESET or EPIPE was reset by its peer.
     */
    int error();

    /** This side called connect(). Neither client nor server: the socket existed before the agent. */
    boolean client();

    /** This side accepted the connection. */
    boolean server();
}
