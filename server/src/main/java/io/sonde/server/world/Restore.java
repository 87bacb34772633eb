// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import io.sonde.diagnosis.world.Series;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.WorldHistory;
import io.sonde.server.query.StoredHistory;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the history of a server that starts: the last hour is read back from the store, so that a restart shows the same map. */
@Singleton
final class Restore {
    private static final Logger log = LoggerFactory.getLogger(Restore.class);

    /** Read at once. The newest comes first, so that a store with too much in it still gives what is looked at most. */
    private static final long SLICE_MILLIS = Duration.ofMinutes(5).toMillis();

    private final WorldConfig config;
    private final StoredHistory stored;
    private final Clock clock;

    Restore(WorldConfig config, StoredHistory stored, Clock clock) {
        this.config = config;
        this.stored = stored;
        this.clock = clock;
    }

    /** What could not be read in time, or at all, is left to the store's answers. */
    WorldHistory history() {
        long now = clock.millis();
        var history = new WorldHistory(config.limits(), 0);
        history.advance(now);
        long end = Math.ceilDiv(now, Window.STEP_MILLIS) * Window.STEP_MILLIS;
        long oldest = Math.floorDiv(now - config.live().toMillis(), Window.STEP_MILLIS) * Window.STEP_MILLIS;
        long complete = end;
        try {
            Map<Long, Series> series = stored.series(new Window(oldest, end));
            while (complete > oldest
                    && history.hasRoom()
                    && clock.millis() - now < config.restore().toMillis()) {
                long from = Math.max(oldest, complete - SLICE_MILLIS);
                stored.restore(history, series, new Window(from, complete));
                complete = from;
            }
            stored.readListeners(now - config.memory().toMillis(), complete, history::remember);
            log.info(
                    "read {} s of the world back from the store",
                    (end - complete) / Duration.ofSeconds(1).toMillis());
        } catch (StoreException e) {
            complete = end;
            log.warn("the last hour could not be read back; older windows come from the store: {}", e.getMessage());
        }
        history.incompleteUntil(complete);
        return history;
    }
}
