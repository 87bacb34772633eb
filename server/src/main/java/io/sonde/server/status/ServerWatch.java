// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.status;

import io.sonde.server.part.Part;
import io.sonde.server.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the store and at the losses again and again, so that one can say since when, and how much lately. */
@Singleton
public final class ServerWatch implements Part {
    private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);

    private static final long LOOK_EVERY_MILLIS = 1_000;

    /** A store that is asked and says nothing for so long is away. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

    static final String RESTARTS = "engine.restarts";

    private final Store store;
    private final Losses losses;
    private final LastHour lastHour = new LastHour();
    private final long startedNanos = System.nanoTime();
    private final Thread thread =
            Thread.ofPlatform().name("server-watch").daemon().unstarted(this::run);
    private volatile StoreState state = new StoreState("the store is starting", startedNanos);
    private volatile long lookedNanos = startedNanos;

    ServerWatch(Store store, Losses losses) {
        this.store = store;
        this.losses = losses;
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            log.debug("no longer looks at the store");
        }
    }

    private void look() {
        lastHour.note(System.nanoTime(), totals());
        String away = store.notReady();
        lookedNanos = System.nanoTime();
        state = state.next(away, lookedNanos);
    }

    StoreState store() {
        StoreState seen = state;
        long now = System.nanoTime();
        boolean silent = seen.away() == null && now - lookedNanos > LOOK_EVERY_MILLIS * 1_000_000 + SILENCE_NANOS;
        return silent ? new StoreState("the store does not answer", lookedNanos) : seen;
    }

    long uptimeNanos() {
        return System.nanoTime() - startedNanos;
    }

    /** Of everything that is counted, what came in the last hour. */
    Map<String, Long> lately() {
        return lastHour.growth(totals());
    }

    private Map<String, Long> totals() {
        Map<String, Long> totals = new HashMap<>(losses.lost());
        totals.putAll(losses.refused());
        totals.putAll(losses.noRoom());
        totals.put(RESTARTS, store.restarts());
        return totals;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
