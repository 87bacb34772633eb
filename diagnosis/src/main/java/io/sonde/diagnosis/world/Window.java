// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.time.Instant;

/** A span of time {@code [from, to)} on whole steps. */
public record Window(long fromMillis, long toMillis) {
    /** Two exports of an agent (every 5 s) fit into one step, so that a late one rarely leaves a gap. */
    public static final long STEP_MILLIS = 10_000;

    public Window {
        if (fromMillis % STEP_MILLIS != 0 || toMillis % STEP_MILLIS != 0 || fromMillis >= toMillis) {
            throw new IllegalArgumentException("BUG: not on whole steps: " + fromMillis + " to " + toMillis);
        }
    }

    /** The smallest window that holds everything in {@code [from, to)}. */
    public static Window covering(Instant from, Instant to) {
        long start = Math.floorDiv(from.toEpochMilli(), STEP_MILLIS) * STEP_MILLIS;
        long end = Math.ceilDiv(to.toEpochMilli(), STEP_MILLIS) * STEP_MILLIS;
        return new Window(start, Math.max(end, start + STEP_MILLIS));
    }

    public Instant from() {
        return Instant.ofEpochMilli(fromMillis);
    }

    public Instant to() {
        return Instant.ofEpochMilli(toMillis);
    }

    public boolean contains(long millis) {
        return fromMillis <= millis && millis < toMillis;
    }

    int steps() {
        return Math.toIntExact((toMillis - fromMillis) / STEP_MILLIS);
    }

    boolean contains(long start, long lengthMillis) {
        return fromMillis <= start && start + lengthMillis <= toMillis;
    }
}
