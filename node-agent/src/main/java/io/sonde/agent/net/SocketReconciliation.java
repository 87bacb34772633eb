// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.SocketRecord;
import io.sonde.agent.kernel.SocketVisitor;
import java.util.function.ToIntFunction;

/**
 * Compares the tables with the sockets that processes really hold: finds connections and listeners that are older than the
 * agent, owners, traffic of open connections, and what ended without a word. On the thread that owns the tables.
 */
public final class SocketReconciliation {
    private static final int SYN_SENT = 2;
    private static final int SYN_RECEIVED = 3;
    private static final int TIME_WAIT = 6;
    private static final int CLOSED = 7;
    private static final int LISTEN = 10;
    private static final int NEW_SYN_RECEIVED = 12;

    private final ConnectionTable connections;
    private final ListenerTable listeners;
    private final NamespaceTable namespaces;
    private int walk;

    public SocketReconciliation(ConnectionTable connections, ListenerTable listeners, NamespaceTable namespaces) {
        this.connections = connections;
        this.listeners = listeners;
        this.namespaces = namespaces;
    }

    /** @param walkSockets shows all sockets; says a negative number when it could not */
    public void run(ToIntFunction<SocketVisitor> walkSockets, long nowNanos) {
        walk++;
        if (walkSockets.applyAsInt(this::visit) < 0) {
            return; // what was not shown has not ended
        }
        listeners.endWalk(walk);
        connections.endWalk(walk, nowNanos);
        namespaces.forgetUnseen(nowNanos);
    }

    /** Who listens tells whose an accepted connection is: known before the first event is read, where events are older than us. */
    public void findListeners(ToIntFunction<SocketVisitor> walkSockets) {
        walk++;
        int seen = walkSockets.applyAsInt(socket -> {
            if (socket.state() == LISTEN) {
                listeners.visit(socket, walk);
            }
        });
        if (seen >= 0) {
            listeners.endWalk(walk);
        }
    }

    private void visit(SocketRecord socket) {
        namespaces.seen(socket.networkNamespace(), socket.pid(), socket.timeNanos());
        switch (socket.state()) {
            case LISTEN -> listeners.visit(socket, walk);
            // Not open yet, or not any more.
            case SYN_SENT, SYN_RECEIVED, TIME_WAIT, CLOSED, NEW_SYN_RECEIVED -> {}
            default -> connections.visit(socket, walk);
        }
    }
}
