// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends.Stretch;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is usual, out of several stretches of the past. */
final class Usual {
    private Usual() {}

    static double median(List<Stretch> past, ToDoubleFunction<Stretch> number) {
        return quantile(past.stream().mapToDouble(number).sorted().toArray(), 2);
    }

    /** The lower quartile: also with an earlier fault in the past it says how it is when all is well. */
    static double low(double[] numbers) {
        double[] sorted = numbers.clone();
        java.util.Arrays.sort(sorted);
        return quantile(sorted, 4);
    }

    private static double quantile(double[] sorted, int part) {
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / part];
    }

    static double openedPerSecond(Stretch stretch) {
        return stretch.traffic().opened() / stretch.seconds();
    }

    static double attempts(Stretch stretch) {
        return stretch.traffic().attempts();
    }

    static double bytes(Traffic traffic) {
        return (double) traffic.bytesSent() + traffic.bytesReceived();
    }
}
