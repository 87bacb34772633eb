// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.otlp.ExponentialValue;

/** How long requests of a kind usually take: of the last intervals, what all but a few stayed below. */
final class Usual {
    private static final double SHARE = 0.95;
    /** Of fewer in an interval nothing is learnt. */
    private static final int ENOUGH = 20;
    /** Each interval moves what is usual by this part of the way: a minute after a change it is the new usual. */
    private static final double WEIGHT = 0.2;
    /** So quick ones differ by chance. */
    private static final double LEAST_SECONDS = 0.001;

    private static final double NANOS_PER_SECOND = 1e9;

    private double seconds;
    private long limitNanos = Long.MAX_VALUE;

    /** What takes longer is unusual. */
    long limitNanos() {
        return limitNanos;
    }

    /** @param times how many times as long as usual is unusual; 0: nothing is */
    void learn(ExponentialValue seen, int times) {
        if (times == 0 || seen.count() < ENOUGH) {
            return;
        }
        double now = quantile(seen);
        seconds = seconds == 0 ? now : seconds + WEIGHT * (now - seconds);
        limitNanos = (long) (Math.max(seconds * times, LEAST_SECONDS) * NANOS_PER_SECOND);
    }

    private static double quantile(ExponentialValue seen) {
        double wanted = seen.count() * SHARE;
        long below = 0;
        int index = 0;
        while (index < seen.counts().length - 1 && below + seen.counts()[index] < wanted) {
            below += seen.counts()[index];
            index++;
        }
        return Math.pow(2, (seen.offset() + index + 1) / (double) (1 << Durations.SCALE));
    }
}
