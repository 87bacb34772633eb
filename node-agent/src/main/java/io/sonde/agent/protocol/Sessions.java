// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all conversations of one thread share: the protocols, and what those that are over leave for the next ones, so that a
 * connection with a single request makes no garbage either.
 */
public final class Sessions {
    /** Spare ones of each protocol: as many connections as begin and end between two looks of the reader on a busy host. */
    private static final int SPARE = 512;

    final Protocol[] protocols;
    final ConversationLimits limits;
    final Buffers buffers = new Buffers();

    /** For the moment of one call only. */
    final Piece joined = new Piece();

    final Piece part = new Piece();

    private final Exchanges.Pool pool = new Exchanges.Pool();
    private final Map<Protocol, ArrayDeque<Session>> spare = new HashMap<>();

    /** @param protocols those that are understood, the surest first */
    public Sessions(List<Protocol> protocols, ConversationLimits limits) {
        this.protocols = protocols.toArray(Protocol[]::new);
        this.limits = limits;
        protocols.forEach(protocol -> spare.put(protocol, new ArrayDeque<>()));
    }

    Session begin(Protocol protocol, Exchanges.Listener listener) {
        ArrayDeque<Session> ended = spare.get(protocol);
        if (ended != null && !ended.isEmpty()) {
            Session session = ended.pop();
            session.exchanges().renew(listener);
            return session;
        }
        var exchanges = new Exchanges(pool, listener, limits.openRequests());
        return new Session(protocol, protocol.open(exchanges), exchanges);
    }

    /** Nothing of it is open any more. */
    void end(Session session) {
        ArrayDeque<Session> ended = spare.get(session.protocol());
        if (ended != null && ended.size() < SPARE && session.dialogue().renew()) {
            ended.push(session);
        }
    }
}
