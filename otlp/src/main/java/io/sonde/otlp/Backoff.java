// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.time.Duration;

/** How long to wait before the next try: doubling from first to longest, of which a random part keeps senders apart. */
public record Backoff(Duration first, Duration longest) {
    /** Quick enough for a server that restarts, slow enough for one that is overloaded. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** Beyond 2^20 any first delay has reached any sensible longest one. */
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("backoff must be positive and not shrink: " + first + " to " + longest);
        }
    }

    /**
     * @param failures failed tries so far, at least 1
     * @param random from 0 to 1
     */
    Duration delay(int failures, double random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        double capped = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(capped * (0.5 + 0.5 * random)));
    }
}
