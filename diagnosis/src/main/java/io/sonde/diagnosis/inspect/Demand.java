// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Trends.Trend;

/**
 * How much a service is asked, over all who call it.
 *
 * @param now connections it takes a second
 * @param usual how many that were before
 * @param busy how many that were in its busier times
 */
record Demand(double now, double usual, double busy) {
    static final Demand NONE = new Demand(0, 0, 0);

    private static final double STILL = 0.5;

    /** From two and a half times the load on a service may well be slower without any fault of its own. */
    private static final double MUCH = 2.5;

    /** Less than one in four seconds is no steady demand. */
    private static final double LEAST_PER_SECOND = 0.25;

    static Demand of(Trend trend) {
        return new Demand(
                Usual.openedPerSecond(trend.recent()),
                Usual.median(trend.past(), Usual::openedPerSecond),
                Usual.high(trend.past(), Usual::openedPerSecond));
    }

    Demand plus(Demand more) {
        return new Demand(now + more.now, usual + more.usual, busy + more.busy);
    }

    /** Whether those who ask it still do: if it does less, that is its own doing. */
    boolean goesOn() {
        return usual >= LEAST_PER_SECOND && now >= usual * STILL;
    }

    boolean isMuchMore() {
        return busy >= LEAST_PER_SECOND && now >= busy * MUCH;
    }
}
