// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A thread that sees when the reader, while it comes last, gets no processor, and says so. */
final class ReaderGuard implements AutoCloseable {
    /** Two rests of the reader; what 20,000 requests/s leave in a ring meanwhile is a tenth of it. */
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    private final Haste haste;
    private final Thread thread =
            Thread.ofPlatform().name("kernel-guard").daemon().unstarted(this::run);
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean needed;
    private volatile boolean stopping;

    ReaderGuard(Haste haste) {
        this.haste = haste;
    }

    void start() {
        thread.start();
    }

    /** By the reader, after each look and whenever it does not come last any more. */
    void looked() {
        looks.setRelease(looks.getPlain() + 1);
        boolean last = haste.comesLast();
        if (needed != last) {
            needed = last;
            if (last) {
                LockSupport.unpark(thread);
            }
        }
    }

    private void run() {
        // It runs for microseconds, and while it waits for its turn the reader does.
        boolean ignored = new Turn.OfThread().take(Turn.Rank.FIRST);
        long seen = -1;
        while (!stopping) {
            if (needed) {
                LockSupport.parkNanos(this, LOOK_NANOS);
                seen = check(seen);
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** @param seen how many looks there were the last time; returns how many there are */
    long check(long seen) {
        long now = looks.getAcquire();
        if (needed && now == seen) {
            haste.late();
        }
        return now;
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
    }
}
