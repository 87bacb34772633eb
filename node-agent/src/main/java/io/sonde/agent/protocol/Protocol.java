// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import java.util.List;

/**
 * A protocol that requests are made in. Each has a package of its own with its recognition, its reading and its tests, and a line
 * in {@link io.sonde.agent.protocol.all.Protocols}.
 */
public interface Protocol {
    /** As the map and the metrics call it: {@code http}, {@code postgresql}, … */
    String name();

    /** Which conventions its requests are told by; an exchange of the variant {@code grpc} is told as {@link Family#RPC} anyway. */
    Family family();

    /**
     * What the first bytes of one direction say; asked at the beginning of what one system call sent or received, until some
     * protocol is sure. It should say {@link Recognition#NO} as early as it can: the first protocol in the list that is sure gets
     * the connection for good.
     *
     * @param port where the connection was accepted, or 0 when nobody knows which side that is: a hint, no proof
     */
    Recognition recognise(Piece first, int port);

    /** Reads one connection, or one pair of UDP addresses. */
    Dialogue open(Exchanges exchanges);

    /** Tables of names and codes that it keeps for all of its connections. */
    default List<Words> words() {
        return List.of();
    }
}
