// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/** A series of values in time; what is missing is not there (or is NaN, which is the same). */
public final class Points {
    public static final Points NONE = new Points(new long[0], new double[0]);

    /** Below this many points a part of the history is no history. */
    private static final int LEAST_HISTORY = 3;

    private final long[] millis;
    private final double[] values;

    private Points(long[] millis, double[] values) {
        this.millis = millis;
        this.values = values;
    }

    /** @param millis when, rising */
    public static Points of(long[] millis, double[] values) {
        if (millis.length != values.length) {
            throw new IllegalArgumentException("BUG: " + millis.length + " times for " + values.length + " values");
        }
        long[] times = new long[millis.length];
        double[] kept = new double[millis.length];
        int size = 0;
        for (int i = 0; i < millis.length; i++) {
            if (!Double.isNaN(values[i])) {
                times[size] = millis[i];
                kept[size++] = values[i];
            }
        }
        return new Points(Arrays.copyOf(times, size), Arrays.copyOf(kept, size));
    }

    public int size() {
        return millis.length;
    }

    public long millis(int index) {
        return millis[index];
    }

    public double value(int index) {
        return values[index];
    }

    /** Each point, rising by time. */
    public void forEach(BiConsumer<Long, Double> action) {
        for (int i = 0; i < millis.length; i++) {
            action.accept(millis[i], values[i]);
        }
    }

    Points times(double factor) {
        return new Points(
                millis, Arrays.stream(values).map(value -> value * factor).toArray());
    }

    /** The value of exactly this time, or NaN. */
    double at(long time) {
        int index = Arrays.binarySearch(millis, time);
        return index < 0 ? Double.NaN : values[index];
    }

    Sample before(Frame frame) {
        return where(frame::isBefore);
    }

    Sample during(Frame frame) {
        return where(frame::isDuring);
    }

    /** What was normal, without the last moments before the alert if enough remains. */
    Sample calm(Frame frame) {
        Sample before = before(frame);
        Sample early = where(frame::isWellBefore);
        return early.size() >= Math.max(LEAST_HISTORY, before.size() / 2) ? early : before;
    }

    private Sample where(LongPredicate chosen) {
        double[] found = new double[values.length];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if (chosen.test(millis[i])) {
                found[size++] = values[i];
            }
        }
        return Sample.of(Arrays.copyOf(found, size));
    }
}
