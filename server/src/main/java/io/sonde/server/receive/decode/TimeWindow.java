// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.Rejections.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which times are taken. What lies before the retention would be deleted at once, and each stray day costs the store a
 * partition: a sender with a wrong clock must not be able to fill it with them.
 *
 * @param aheadNanos how far the sender's clock is known to be ahead: its times are put back by that before they are judged
 */
public record TimeWindow(long nowNanos, long fromNanos, long toNanos, long aheadNanos) {
    /** Clocks differ, and some senders round up; more than this is a wrong clock. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public static TimeWindow at(Instant now, Duration retention) {
        long nowNanos = now.getEpochSecond() * NANOS_PER_SECOND;
        return new TimeWindow(nowNanos, Math.max(1, nowNanos - retention.toNanos()), nowNanos + AHEAD.toNanos(), 0);
    }

    public TimeWindow ofClockAhead(Duration ahead) {
        return new TimeWindow(nowNanos, fromNanos, toNanos, ahead.toNanos());
    }

    /** The time by our clock; none stays none. */
    long corrected(long unixNanos) {
        return unixNanos == 0 ? 0 : unixNanos - aheadNanos;
    }

    /** Why this time, by our clock, is not taken; null when it is. */
    @Nullable
    Reason refuses(long unixNanos) {
        if (unixNanos == 0) {
            return Reason.NO_TIME;
        }
        // Negative is beyond 2262, read as unsigned.
        if (unixNanos > toNanos || unixNanos < 0) {
            return Reason.IN_FUTURE;
        }
        return unixNanos < fromNanos ? Reason.TOO_OLD : null;
    }
}
