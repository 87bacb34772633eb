// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much a service is asked, over all who call it, per second.
 *
 * @param usual in the middle of the past
 * @param busy in its busier times
 */
record Demand(double now, double usual, double busy) {
    private static final double BUSY = .75;
    private static final double STILL = .5;

    /** From two and a half times the load on a service may well be slower without any fault of its own. */
    private static final double MUCH = 2.5;

    /** Less than one in four seconds is no steady demand. */
    private static final double LEAST_PER_SECOND = .25;

    static Demand of(List<Line> inbound, Scene scene) {
        Sample past = Sample.of(IntStream.of(scene.before())
                .mapToDouble(step -> inbound.stream()
                        .mapToDouble(line -> line.askedPerSecond(step))
                        .sum())
                .toArray());
        double now = inbound.stream().mapToDouble(Line::askedPerSecond).sum();
        return past.isEmpty() ? new Demand(now, 0, 0) : new Demand(now, past.median(), past.quantile(BUSY));
    }

    /** Whether those who ask it still do: if it does less, that is its own doing. */
    boolean goesOn() {
        return usual >= LEAST_PER_SECOND && now >= usual * STILL;
    }

    boolean isMuchMore() {
        return busy >= LEAST_PER_SECOND && now >= busy * MUCH;
    }
}
