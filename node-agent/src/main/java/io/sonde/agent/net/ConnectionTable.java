// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.SocketRecord;
import io.sonde.agent.kernel.TcpEvent;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows every TCP connection of this host and adds up what they do per service and destination. Walks and close events
 * together count every byte once. A connection whose owner is not known yet is counted when it is. One thread only; no
 * garbage per event.
 */
public final class ConnectionTable {
    /** The kernel goes on sending the last bytes of a closed socket for up to a quarter of an hour. */
    private static final long LONGEST_FAREWELL_NANOS = Duration.ofMinutes(20).toNanos();

    private final LiveConnections live;
    private final SeriesTable series;
    private final ProcessTable processes;
    private final ListenerTable listeners;
    private final NamespaceTable namespaces;
    private final TranslationTable translations;
    private final ProxyHops hops;
    private final long vanishedAfterNanos;
    private final Endpoints ends = new Endpoints();
    private int interval = 1;
    private long ownerless;
    private long vanished;

    public ConnectionTable(
            ConnectionLimits limits,
            ProcessTable processes,
            ListenerTable listeners,
            NamespaceTable namespaces,
            TranslationTable translations) {
        this.live = new LiveConnections(limits.connections());
        this.series = new SeriesTable(limits.series(), limits.seriesPerService(), translations.names());
        this.vanishedAfterNanos = limits.vanishedAfter().toNanos();
        this.processes = processes;
        this.listeners = listeners;
        this.namespaces = namespaces;
        this.translations = translations;
        this.hops = new ProxyHops(processes, listeners);
    }

    public void opened(TcpEvent event) {
        arrive(event);
        LiveConnection before = live.get(event.socket());
        if (before != null) {
            replaced(before);
        }
        if (hops.isOne(event.pid(), ends)) {
            passes(live.add(event, ends));
            return;
        }
        Service owner = owner(event);
        LiveConnection connection = live.add(event, ends);
        if (connection != null) {
            connection.server = event.server();
            connection.ownerGuessed = event.pid() == 0;
        }
        if (owner == null) {
            ownerless += connection == null ? 1 : 0;
            return;
        }
        Series to = series.of(owner, event.server(), ends);
        if (to == null) {
            return;
        }
        to.opened(1);
        if (event.client() && event.durationNanos() >= 0) {
            to.connectTook(event.durationNanos());
        }
        if (connection != null) {
            connection.openedInterval = interval;
            connection.openingCounted = true;
            join(connection, to);
        }
    }

    public void failed(TcpEvent event) {
        arrive(event);
        Service owner = owner(event);
        if (owner == null) {
            ownerless++;
            return;
        }
        Series to = series.of(owner, false, ends);
        if (to != null) {
            to.failed(FailureReason.ofConnect(event.error()));
        }
    }

    public void closed(TcpEvent event) {
        arrive(event);
        LiveConnection connection = live.get(event.socket());
        if (connection != null && !connection.ends.sameAs(ends)) {
            replaced(connection);
            connection = null;
        }
        if (connection == null) {
            closedUntracked(event);
            return;
        }
        if (ends.translated && !connection.ends.translated) {
            learnPeer(connection);
        }
        if (connection.inner) {
            live.remove(connection);
            return;
        }
        connection.see(event);
        correctOwner(connection, event);
        Series of = connection.series;
        if (of != null) {
            connection.settle(of);
            of.active(-1);
            ended(of, event);
        } else {
            ownerless++;
        }
        live.remove(connection);
    }

    /** One view of an open connection in a walk. */
    void visit(SocketRecord socket, int walk) {
        ends.copyFrom(socket);
        LiveConnection connection = live.get(socket.socket());
        if (connection != null && !connection.ends.sameAs(ends)) {
            replaced(connection);
            connection = null;
        }
        if (connection == null) {
            connection = live.add(socket, ends);
            if (connection == null) {
                return;
            }
            connection.found = true;
            connection.openingCounted = true;
        }
        if (!connection.inner && connection.found && hops.isOne(socket.pid(), ends)) {
            passes(connection);
        }
        if (!connection.ends.translated && translations.resolve(ends)) {
            learnPeer(connection);
        }
        connection.see(socket);
        connection.held(walk, socket.pid(), processes.serviceOf(socket.pid()));
    }

    private static void passes(@Nullable LiveConnection connection) {
        if (connection != null) {
            leave(connection);
            connection.inner = true;
        }
    }

    /** Whether this socket's connection is the same as another once more. */
    public boolean isInner(long socket) {
        LiveConnection connection = hops.any() ? live.get(socket) : null;
        return connection != null && connection.inner;
    }

    /** A translation may become known later than its connection: what is counted from now on goes to the real peer. */
    private void learnPeer(LiveConnection connection) {
        connection.ends.copyFrom(ends);
        Series before = connection.series;
        if (before != null) {
            moveTo(connection, series.of(before.service(), connection.server, connection.ends));
        }
    }

    /** Listeners must have been brought up to date before: they tell who accepted a connection older than the agent. */
    void endWalk(int walk, long nowNanos) {
        live.forEach(connection -> {
            if (connection.vote.heldIn(walk) && !connection.inner) {
                heldInWalk(connection);
            }
        });
        live.removeIf(connection -> !connection.vote.heldIn(walk) && endedWithoutAWord(connection, nowNanos));
    }

    /** No process holds it any more: it is not active then, and in the end it is forgotten. */
    private boolean endedWithoutAWord(LiveConnection connection, long nowNanos) {
        if (connection.missedLongerThan(vanishedAfterNanos, nowNanos)) {
            leave(connection);
        }
        boolean gone = connection.missedLongerThan(LONGEST_FAREWELL_NANOS, nowNanos);
        vanished += gone ? 1 : 0;
        return gone;
    }

    /** What every series did since the last call. */
    public Map<Service, List<SeriesSnapshot>> drain() {
        interval++;
        return series.drain();
    }

    public int size() {
        return live.size();
    }

    public int limit() {
        return live.limit();
    }

    public int seriesSize() {
        return series.size();
    }

    public int seriesLimit() {
        return series.limit();
    }

    public ConnectionLosses losses() {
        return new ConnectionLosses(live.untracked(), series.folded(), series.dropped(), ownerless, vanished);
    }

    private void arrive(TcpEvent event) {
        ends.copyFrom(event);
        translations.resolve(ends);
        namespaces.seen(ends.namespace, event.pid(), event.timeNanos());
        if (!event.server()) {
            namespaces.clientAt(ends, event.timeNanos());
        }
    }

    /** Null as long as nobody can tell. */
    private @Nullable Service owner(TcpEvent event) {
        if (event.pid() > 0) {
            return processes.serviceOf(event.pid());
        }
        return event.server() ? listeners.ownerOf(ends) : null;
    }

    /** A walk saw the socket before its event was read; or another socket lay here, whose close event was lost. */
    private void replaced(LiveConnection before) {
        boolean sameSocket = before.found && before.ends.sameAs(ends);
        if (!sameSocket) {
            vanished++;
        }
        leave(before);
        live.remove(before);
    }

    /** It found no place when it opened: all its traffic is still to be counted. One from before the agent is not ours. */
    private void closedUntracked(TcpEvent event) {
        if ((!event.client() && !event.server()) || hops.isOne(event.pid(), ends)) {
            return;
        }
        Service owner = owner(event);
        Series of = owner == null ? null : series.of(owner, event.server(), ends);
        if (of != null) {
            of.traffic(event.bytesSent(), event.bytesReceived(), event.retransmits());
            ended(of, event);
        }
    }

    private static void ended(Series of, TcpEvent event) {
        if (event.durationNanos() >= 0) {
            of.lasted(event.durationNanos());
        }
        if (event.error() != 0) {
            of.failed(FailureReason.ofEstablished(event.error()));
        }
    }

    /** The process that closes a socket is a better witness than the listener. */
    private void correctOwner(LiveConnection connection, TcpEvent event) {
        if (connection.series == null || (connection.ownerGuessed && event.pid() > 0)) {
            Service owner = owner(event);
            if (owner != null) {
                belongsTo(connection, owner);
            }
        }
    }

    private void heldInWalk(LiveConnection connection) {
        Service holder = connection.vote.holder();
        if (holder == null) {
            return;
        }
        if (connection.found && connection.series == null) {
            connection.server = listeners.isListening(connection.ends);
            if (!connection.ends.translated) {
                translations.resolve(connection.ends);
            }
        }
        connection.ownerGuessed = false;
        belongsTo(connection, holder);
        if (connection.series != null) {
            connection.settle(connection.series);
        }
    }

    private void belongsTo(LiveConnection connection, Service owner) {
        Series before = connection.series;
        if (before != null && before.service() == owner) {
            return;
        }
        moveTo(connection, series.of(owner, connection.server, connection.ends));
    }

    private void moveTo(LiveConnection connection, @Nullable Series to) {
        Series before = connection.series;
        if (to == null || to == before) {
            return;
        }
        if (!connection.openingCounted) {
            connection.openingCounted = true;
            connection.openedInterval = interval;
            to.opened(1);
        } else if (before != null && connection.openedInterval == interval) {
            before.opened(-1);
            to.opened(1);
        }
        leave(connection);
        join(connection, to);
    }

    private static void join(LiveConnection connection, Series to) {
        connection.series = to;
        to.active(1);
    }

    private static void leave(LiveConnection connection) {
        if (connection.series != null) {
            connection.series.active(-1);
            connection.series = null;
        }
    }
}
