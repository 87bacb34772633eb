// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/**
 * How long the reader rests: so that a look finds little, and whoever shares its processor does not wait for it long; an idle host costs next to
 * nothing all the same. Waking it from the kernel would cost the traffic 4 µs per event.
 */
final class ReaderPace {
    /** The clock tick of a sleeping thread is 50 µs: less would be no rest. */
    static final long SHORTEST_NANOS = 50_000;
    /** 100 looks per second when idle; what a person sees is not older for it. */
    static final long LONGEST_NANOS = 10_000_000;

    /** Some seventy records, 0.1 ms of work: ten times what a look costs that finds nothing. */
    static final long HELPING_BYTES = 16 << 10;

    /** Of a ring: more than that is not put off. */
    private static final double BUSY_FILL = 1.0 / 16;

    private long restNanos = LONGEST_NANOS;

    /**
     * The rest after a look; 0: look again at once.
     *
     * @param waiting bytes that it found
     * @param fill what part of the ring that is
     */
    long restAfter(long waiting, double fill) {
        long fitting = waiting == 0 ? LONGEST_NANOS : restNanos * HELPING_BYTES / waiting;
        restNanos =
                Math.clamp(fitting, Math.max(SHORTEST_NANOS, restNanos / 2), Math.min(LONGEST_NANOS, restNanos * 2));
        return fill > BUSY_FILL ? 0 : restNanos;
    }
}
