// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections, one statement each. One that saw an exception is closed and replaced: libchdb may keep a failed
 * statement's output and give it out with the next one.
 */
public final class ConnectionPool {
    private final Supplier<Connection> connect;
    private final int limit;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final AtomicLong turnedAway = new AtomicLong();
    private volatile boolean refusing;

    ConnectionPool(Supplier<Connection> connect, int limit) {
        this.connect = connect;
        this.limit = limit;
        this.permits = new Semaphore(limit, true);
    }

    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws IOException;
    }

    /** Runs the work on a connection that has what the session wants. Must not be called from a virtual thread. */
    public <T> T use(Session session, Work<T> work) throws IOException {
        acquire();
        Connection connection = null;
        boolean sound = false;
        try {
            connection = take(session);
            connection.prepare(session);
            T result = work.run(connection);
            sound = connection.isReusable();
            return result;
        } finally {
            give(connection, sound);
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!refusing && permits.tryAcquire(Engine.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!refusing) {
                    return;
                }
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (refusing) {
            throw new EngineException(ErrorCode.ABORTED, "The engine is stopping");
        }
        turnedAway.incrementAndGet();
        throw new EngineException(
                ErrorCode.TOO_MANY_SIMULTANEOUS_QUERIES,
                "Too many simultaneous queries: " + limit + " are running, none ended within "
                        + Engine.PATIENCE.toSeconds() + " s");
    }

    /** Statements at this moment; each has a connection. */
    public int running() {
        return limit - permits.availablePermits();
    }

    /** Most statements at a time. */
    public int limit() {
        return limit;
    }

    /** How many statements ended without having begun, because no other one ended in time. */
    public long turnedAway() {
        return turnedAway.get();
    }

    private Connection take(Session session) {
        synchronized (idle) {
            for (Iterator<Connection> all = idle.iterator(); all.hasNext(); ) {
                Connection connection = all.next();
                if (connection.fits(session)) {
                    all.remove();
                    return connection;
                }
            }
            // Settings cannot be taken back from a connection: make room for one without.
            if (idle.size() >= limit) {
                idle.removeLast().close();
            }
        }
        return connect.get();
    }

    private void give(@Nullable Connection connection, boolean sound) {
        if (connection == null) {
            return;
        }
        if (!sound || refusing) {
            connection.close();
            return;
        }
        synchronized (idle) {
            idle.addFirst(connection);
            if (idle.size() > limit) {
                idle.removeLast().close();
            }
        }
    }

    /** From now on nothing new starts. */
    void refuse() {
        refusing = true;
    }

    /** Waits until nothing runs any more, then closes all. What runs is ended again and again: it may just have begun. */
    void close(Runnable endAll) {
        refuse();
        boolean quiet = false;
        while (!quiet) {
            endAll.run();
            quiet = allCameBack();
        }
        synchronized (idle) {
            idle.forEach(Connection::close);
            idle.clear();
        }
    }

    private boolean allCameBack() {
        try {
            return permits.tryAcquire(limit, 200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
