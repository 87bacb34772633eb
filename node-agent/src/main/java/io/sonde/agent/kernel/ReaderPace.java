// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/**
 * How long the reader rests: as long as the ring stays nearly empty, so that an idle host costs next to nothing and a
 * busy one is never late. Waking it from the kernel would cost the traffic 4 µs per event.
 */
final class ReaderPace {
    /** The clock tick of a sleeping thread is 50 µs: less would be no rest. */
    static final long SHORTEST_NANOS = 50_000;
    /** 100 looks per second when idle; what a person sees is not older for it. */
    static final long LONGEST_NANOS = 10_000_000;

    private static final double BUSY_FILL = 1.0 / 16;
    private static final double CALM_FILL = 1.0 / 64;

    private long restNanos = LONGEST_NANOS;

    /** The rest after a look that found the ring that full; 0: look again at once. */
    long restAfter(double fill) {
        if (fill > BUSY_FILL) {
            restNanos = Math.max(SHORTEST_NANOS, restNanos / 2);
            return 0;
        }
        if (fill < CALM_FILL) {
            restNanos = Math.min(LONGEST_NANOS, restNanos * 2);
        }
        return restNanos;
    }
}
