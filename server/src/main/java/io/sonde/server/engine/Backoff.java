// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import java.time.Duration;

/** How long to wait before a start: not at all after a crash, longer and longer while starts keep failing. */
record Backoff(int failures) {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** So many starts in a row without success are no coincidence. */
    private static final int HOPELESS = 5;

    static final Backoff NONE = new Backoff(0);

    Backoff next() {
        return new Backoff(failures + 1);
    }

    /** The first restart is immediate. */
    Duration pause() {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 2, 10));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    boolean isHopeless() {
        return failures >= HOPELESS;
    }
}
