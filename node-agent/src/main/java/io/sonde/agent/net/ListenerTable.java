// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.SocketRecord;
import io.sonde.agent.kernel.TcpEvent;
import io.sonde.agent.kernel.TcpSocket;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.service.Service;
import io.sonde.agent.table.LongTable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who listens where. Tells whose an accepted connection is when the kernel does not. One thread only. */
public final class ListenerTable {
    /** One missed walk may be a socket on its way from one process to another. */
    private static final int MISSED_WALKS = 2;

    private static final int PORT_BITS = 16;

    private final LongTable<Listener> bySocket;
    /** Each port's listeners, chained. */
    private final LongTable<Listener> byPort;

    private final ProcessTable processes;
    private final Endpoints at = new Endpoints();
    private long overflows;

    public ListenerTable(int limit, ProcessTable processes) {
        this.bySocket = new LongTable<>(limit);
        this.byPort = new LongTable<>(limit);
        this.processes = processes;
    }

    public void listening(TcpEvent event) {
        Listener listener = listener(event);
        if (listener != null && event.pid() > 0) {
            listener.owner(processes.serviceOf(event.pid()));
        }
    }

    public void listenEnded(TcpEvent event) {
        Listener ended = bySocket.get(event.socket());
        if (ended != null) {
            remove(ended);
        }
    }

    void visit(SocketRecord socket, int walk) {
        Listener listener = listener(socket);
        if (listener != null) {
            listener.vote.add(walk, socket.pid(), processes.serviceOf(socket.pid()), listener.owner());
        }
    }

    void endWalk(int walk) {
        bySocket.removeIf(listener -> {
            if (listener.vote.heldIn(walk)) {
                listener.missedWalks = 0;
                listener.owner(listener.vote.holder());
                return false;
            }
            boolean gone = ++listener.missedWalks >= MISSED_WALKS;
            if (gone) {
                forget(listener);
            }
            return gone;
        });
    }

    /** Whose a connection accepted at this local end is; null when nobody is known to listen there. */
    @Nullable
    Service ownerOf(Endpoints ends) {
        Listener listener = find(ends);
        return listener == null ? null : listener.owner();
    }

    public boolean isListening(Endpoints ends) {
        return find(ends) != null;
    }

    public Map<Service, Set<ListenPoint>> points() {
        Map<Service, Set<ListenPoint>> points = new HashMap<>();
        bySocket.forEach(listener -> {
            Service owner = listener.owner();
            Endpoints ends = listener.ends;
            if (owner != null && ends.localPort != 0) {
                points.computeIfAbsent(owner, _ -> new LinkedHashSet<>())
                        .add(new ListenPoint(ends.namespace, ends.localHigh, ends.localLow, ends.localPort));
            }
        });
        return points;
    }

    public int size() {
        return bySocket.size();
    }

    public int limit() {
        return bySocket.limit();
    }

    /** Listeners that found no place. */
    public long overflows() {
        return overflows;
    }

    /** The known one, else a new one; a socket that has changed its place is a new one too. */
    private @Nullable Listener listener(TcpSocket socket) {
        at.copyFrom(socket);
        Listener known = bySocket.get(socket.socket());
        if (known != null && known.ends.sameAs(at)) {
            return known;
        }
        if (known != null) {
            remove(known);
        }
        var listener = new Listener(socket.socket(), at);
        if (!bySocket.put(socket.socket(), listener)) {
            overflows++;
            return null;
        }
        listener.next = byPort.get(port(at));
        byPort.put(port(at), listener);
        return listener;
    }

    private void remove(Listener listener) {
        bySocket.remove(listener.socket);
        forget(listener);
    }

    private void forget(Listener listener) {
        listener.owner(null);
        unchain(listener);
    }

    private void unchain(Listener listener) {
        long port = port(listener.ends);
        Listener first = byPort.get(port);
        if (first == listener) {
            if (listener.next == null) {
                byPort.remove(port);
            } else {
                byPort.put(port, listener.next);
            }
            return;
        }
        for (Listener before = first; before != null; before = before.next) {
            if (before.next == listener) {
                before.next = listener.next;
                return;
            }
        }
    }

    private @Nullable Listener find(Endpoints ends) {
        Listener best = null;
        int bestFit = 0;
        for (Listener listener = byPort.get(port(ends)); listener != null; listener = listener.next) {
            int fit = listener.ends.namespace == ends.namespace ? listener.fit(ends.localHigh, ends.localLow) : 0;
            if (fit > bestFit) {
                best = listener;
                bestFit = fit;
            }
        }
        return best;
    }

    /** A namespace's inode has 32 bits. */
    private static long port(Endpoints ends) {
        return (ends.namespace << PORT_BITS) | ends.localPort;
    }
}
