// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends.Stretch;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is usual, out of several stretches of the past. */
final class Usual {
    private static final int QUARTERS = 4;

    private Usual() {}

    static double median(List<Stretch> past, ToDoubleFunction<Stretch> number) {
        return quarter(numbers(past, number), 2);
    }

    /** The upper quartile: also with an earlier fault in the past it says how much there is to do when all is well. */
    static double high(List<Stretch> past, ToDoubleFunction<Stretch> number) {
        return quarter(numbers(past, number), 3);
    }

    /** The upper quartile of numbers that nobody needs any more: they are sorted. */
    static double high(double[] numbers) {
        return quarter(numbers, 3);
    }

    /** The lower quartile: also with an earlier fault in the past it says how long something takes when all is well. */
    static double low(double[] numbers) {
        return quarter(numbers.clone(), 1);
    }

    private static double[] numbers(List<Stretch> past, ToDoubleFunction<Stretch> number) {
        double[] numbers = new double[past.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number.applyAsDouble(past.get(i));
        }
        return numbers;
    }

    /** Sorts them. */
    private static double quarter(double[] numbers, int quarters) {
        Arrays.sort(numbers);
        return numbers.length == 0 ? 0 : numbers[(numbers.length - 1) * quarters / QUARTERS];
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
