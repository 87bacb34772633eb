// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.LiveView;
import io.sonde.diagnosis.world.Timeline;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.World;
import io.sonde.server.query.StoredHistory;
import io.sonde.server.query.WindowReading;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;

/** The world of any window: from memory where that holds it whole, else from the store. Both give the same answer. */
@Singleton
public final class Worlds {
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
