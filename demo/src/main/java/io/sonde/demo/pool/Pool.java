// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that are opened when needed, kept while used, and never more than the limit. */
public final class Pool<C extends AutoCloseable> {
    /** Opens one connection. */
    public interface Source<C> {
        C open() throws Exception;
    }

    /** What is done with a connection; a failure means that the connection cannot be trusted any more. */
    public interface Work<C, R> {
        R on(C connection) throws Exception;
    }

    private record Pooled<C extends AutoCloseable>(C connection, long openedNanos, long usedNanos) {}

    private final Source<C> source;
    private final PoolLimits limits;
    private final Semaphore permits;
    /** The last used is first: what is not needed grows old at the end. */
    private final Deque<Pooled<C>> idle = new ArrayDeque<>();

    public Pool(Source<C> source, PoolLimits limits) {
        this.source = source;
        this.limits = limits;
        this.permits = new Semaphore(limits.connections(), true);
    }

    public <R> R use(Work<C, R> work) throws Exception {
        if (!permits.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new PoolExhausted(limits.connections());
        }
        try {
            return useOne(work);
        } finally {
            permits.release();
        }
    }

    private <R> R useOne(Work<C, R> work) throws Exception {
        Pooled<C> pooled = takeOrOpen();
        boolean sound = false;
        try {
            R result = work.on(pooled.connection);
            sound = true;
            return result;
        } finally {
            if (sound) {
                giveBack(pooled);
            } else {
                close(pooled);
            }
        }
    }

    private Pooled<C> takeOrOpen() throws Exception {
        Pooled<C> found = take();
        long now = System.nanoTime();
        return found != null ? found : new Pooled<>(source.open(), now, now);
    }

    private @Nullable Pooled<C> take() {
        removeExpired().forEach(Pool::close);
        synchronized (idle) {
            return idle.pollFirst();
        }
    }

    private void giveBack(Pooled<C> pooled) {
        synchronized (idle) {
            idle.addFirst(new Pooled<>(pooled.connection, pooled.openedNanos, System.nanoTime()));
        }
    }

    private List<Pooled<C>> removeExpired() {
        long now = System.nanoTime();
        var expired = new ArrayList<Pooled<C>>();
        synchronized (idle) {
            idle.removeIf(pooled -> isExpired(pooled, now) && expired.add(pooled));
        }
        return expired;
    }

    private boolean isExpired(Pooled<C> pooled, long now) {
        return now - pooled.usedNanos > limits.idle().toNanos()
                || now - pooled.openedNanos > limits.lifetime().toNanos();
    }

    private static void close(Pooled<?> pooled) {
        try {
            pooled.connection.close();
        } catch (Exception _) {
            // It is gone either way.
        }
    }
}
