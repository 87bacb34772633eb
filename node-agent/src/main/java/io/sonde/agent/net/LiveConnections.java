// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.kernel.TcpSocket;
import io.sonde.agent.table.LongTable;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Open connections by their socket. Ended ones are used again, so that a new connection makes no garbage. */
final class LiveConnections {
    /** Enough for a burst; the rest is left to the collector. */
    private static final int SPARE = 1_024;

    private final LongTable<LiveConnection> bySocket;
    private final ArrayDeque<LiveConnection> spare = new ArrayDeque<>(SPARE);
    private long untracked;

    LiveConnections(int limit) {
        this.bySocket = new LongTable<>(limit);
    }

    @Nullable
    LiveConnection get(long socket) {
        return bySocket.get(socket);
    }

    /** Null, and counted, when there is no place. */
    @Nullable
    LiveConnection add(TcpSocket socket, Endpoints ends) {
        LiveConnection connection = spare.isEmpty() ? new LiveConnection() : spare.pop();
        connection.start(socket, ends);
        if (bySocket.put(connection.socket, connection)) {
            return connection;
        }
        untracked++;
        recycle(connection);
        return null;
    }

    void remove(LiveConnection connection) {
        bySocket.remove(connection.socket);
        recycle(connection);
    }

    void removeIf(Predicate<LiveConnection> condition) {
        bySocket.removeIf(condition);
    }

    void forEach(Consumer<LiveConnection> action) {
        bySocket.forEach(action);
    }

    int size() {
        return bySocket.size();
    }

    int limit() {
        return bySocket.limit();
    }

    long untracked() {
        return untracked;
    }

    private void recycle(LiveConnection connection) {
        if (spare.size() < SPARE) {
            spare.push(connection);
        }
    }
}
