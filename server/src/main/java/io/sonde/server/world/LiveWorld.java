// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.LiveView;
import io.sonde.diagnosis.world.WorldHistory;
import io.sonde.server.store.BeforeInserts;
import io.sonde.server.store.MetricBatch;
import io.sonde.server.store.StoredMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The world of the last hour in memory. Its thread owns the history; everybody else sees the newest view. It starts when the
 * tables are there and before anything is inserted, so that nothing is counted twice: what the store has by then is read back,
 * what is stored afterwards comes in here.
 */
@Singleton
public final class LiveWorld implements StoredMetrics, BeforeInserts, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveWorld.class);

    /** How old the view may be. A person does not see the difference; packing it more often costs. */
    private static final long VIEW_MILLIS = 500;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Restore restore;
    private final Clock clock;
    private final LiveWorldCounters counters;
    private final PointQueue queue;
    private final int seriesLimit;
    private volatile @Nullable LiveView view;
    private volatile long incompleteUntil;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    LiveWorld(WorldConfig config, Restore restore, Clock clock, LiveWorldCounters counters) {
        this.restore = restore;
        this.clock = clock;
        this.counters = counters;
        queue = new PointQueue(config.queuePoints());
        seriesLimit = config.series();
        counters.watch(queue, WorldHistory.DROP_REASONS);
    }

    /** Null until the tables are there. */
    @Nullable
    LiveView view() {
        return view;
    }

    @Override
    public void tablesReady() {
        if (thread != null) {
            return;
        }
        WorldHistory history = restore.history();
        view = history.view();
        counters.viewed(history);
        var reader = new BatchReader(history, seriesLimit);
        Thread owner = Thread.ofPlatform().name("world").unstarted(() -> run(history, reader));
        thread = owner;
        owner.start();
    }

    @Override
    public void stored(MetricBatch batch) {
        if (!queue.offer(batch)) {
            counters.dropped(PointQueue.size(batch));
            incompleteUntil = clock.millis();
        }
    }

    private void run(WorldHistory history, BatchReader reader) {
        var step = new Step(clock.millis());
        while (!closed) {
            try {
                long untilView = step.viewedMillis + VIEW_MILLIS - clock.millis();
                take(history, reader, step, step.changed ? Math.max(1, untilView) : VIEW_MILLIS);
                if (step.changed && clock.millis() - step.viewedMillis >= VIEW_MILLIS) {
                    long started = System.nanoTime();
                    view = history.view();
                    counters.stepped(history, step.nanos + System.nanoTime() - started);
                    step = new Step(clock.millis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.error("a batch did not get into the world", e);
                incompleteUntil = clock.millis();
            }
        }
    }

    /** From one view to the next. */
    private static final class Step {
        private final long viewedMillis;
        private boolean changed;
        private long nanos;

        Step(long viewedMillis) {
            this.viewedMillis = viewedMillis;
        }
    }

    private void take(WorldHistory history, BatchReader reader, Step step, long waitMillis)
            throws InterruptedException {
        MetricBatch batch = queue.poll(waitMillis);
        long started = System.nanoTime();
        history.advance(clock.millis());
        history.incompleteUntil(incompleteUntil);
        if (batch != null) {
            step.changed = true;
            reader.read(batch);
        }
        step.nanos += System.nanoTime() - started;
    }

    @Override
    @PreDestroy
    public void close() {
        closed = true;
        Thread owner = thread;
        if (owner == null) {
            return;
        }
        owner.interrupt();
        try {
            if (!owner.join(CLOSE_TIMEOUT)) {
                log.warn("the world's thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
