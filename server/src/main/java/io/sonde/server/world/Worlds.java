// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.LiveView;
import io.sonde.diagnosis.world.Steps;
import io.sonde.diagnosis.world.Timeline;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.World;
import io.sonde.server.query.StoredHistory;
import io.sonde.server.query.WindowReading;
import io.sonde.server.store.StoreException;
import io.sonde.server.world.CourseReading.Basis;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The world of any window: from memory where that holds it whole, else from the store. Both give the same answer. */
@Singleton
public final class Worlds {
    private static final Duration MOST_PAST = Duration.ofHours(1);

    /** With less of it in memory the store, which has more, is asked. */
    private static final Duration LEAST_PAST = Duration.ofMinutes(20);

    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    private record FromMemory(World world, LiveView view) implements WindowReading {
        @Override
        public Trends trends() {
            return view.trends(world.window());
        }

        @Override
        public Timeline timeline(String service) {
            return view.timeline(world.window(), service);
        }
    }

    private final LiveWorld live;
    private final StoredHistory stored;
    private final WorldConfig config;
    private final LiveWorldCounters counters;

    Worlds(LiveWorld live, StoredHistory stored, WorldConfig config, LiveWorldCounters counters) {
        this.live = live;
        this.stored = stored;
        this.config = config;
        this.counters = counters;
    }

    /** How everything did in a time of trouble, and in the past before it as far as there is one, up to an hour. */
    public CourseReading course(Window trouble) throws StoreException {
        LiveView view = live.view();
        if (view != null) {
            long begin = Steps.of(trouble, 0).troubleMillis();
            long complete = Math.ceilDiv(view.completeFrom(), MINUTE_MILLIS) * MINUTE_MILLIS;
            long past = Math.min(begin - complete, MOST_PAST.toMillis());
            if (past >= LEAST_PAST.toMillis()) {
                counters.answered("memory");
                return new CourseReading(view.course(Steps.of(trouble, past)), Basis.LIVE);
            }
        }
        return storedCourse(trouble, MOST_PAST);
    }

    /** The same from the store. */
    public CourseReading storedCourse(Window trouble, Duration past) throws StoreException {
        counters.answered("store");
        Steps steps = Steps.of(trouble, past.toMillis());
        return new CourseReading(stored.course(steps, config.limits()), Basis.STORE);
    }

    public WindowReading read(Window window) throws StoreException {
        LiveView view = live.view();
        if (view != null && view.covers(window)) {
            counters.answered("memory");
            return new FromMemory(view.world(window), view);
        }
        counters.answered("store");
        return stored.read(window, config.limits());
    }
}
