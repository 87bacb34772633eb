// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Room for so many things at a time; who finds none is counted. For any thread. */
public final class Slots {
    private final int limit;
    private final Semaphore free;
    private final AtomicLong turnedAway = new AtomicLong();

    public Slots(int limit) {
        this.limit = limit;
        free = new Semaphore(limit);
    }

    /** Room for one, until it is closed; closing it again does nothing. */
    public final class Slot implements AutoCloseable {
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Slot() {}

        @Override
        public void close() {
            if (held.getAndSet(false)) {
                free.release();
            }
        }
    }

    /** Null where there is no room. */
    public @Nullable Slot take() {
        return granted(free.tryAcquire());
    }

    /** Waits for room; null where there was none in that time. */
    public @Nullable Slot take(Duration patience) throws InterruptedException {
        return granted(free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    private @Nullable Slot granted(boolean room) {
        if (!room) {
            turnedAway.incrementAndGet();
            return null;
        }
        return new Slot();
    }

    public Fill fill() {
        return new Fill(limit - free.availablePermits(), limit, turnedAway.get());
    }
}
