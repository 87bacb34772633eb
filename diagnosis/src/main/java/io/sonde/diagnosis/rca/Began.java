// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When something began to be different: the change-point of its own series, and how exactly that can be told.
 *
 * @param at where the series is best cut in two
 * @param from not before
 * @param to not after
 */
public record Began(Instant at, Instant from, Instant to) {
    /** So long before the alert it is looked for. */
    private static final long LOOK_BACK_MILLIS = 600_000;

    /** A cut that is less likely than the best by this, in natural logarithms of likelihood, is still possible. */
    private static final double POSSIBLE = 2;

    /** What scatters by less than this share of the change scatters by this share: no series is that exact. */
    private static final double LEAST_SCATTER = .125;

    /** Rates of 0 and 1 would make one exception impossible. */
    private static final double LEAST_RATE = .01;

    /** Whether it was earlier, and by more than could be chance. */
    boolean isBefore(Began other) {
        return !to.isAfter(other.from);
    }

    Duration until(Began other) {
        return Duration.between(at, other.at);
    }

    /** Half the stretch in which it must have begun. */
    Duration tolerance() {
        return Duration.between(from, to).dividedBy(2);
    }

    /**
     * @param usual its level before
     * @param level its level since
     * @return null where it never was as before in the time looked at, or does not change
     */
    static @Nullable Began of(Points points, Frame frame, double usual, double level) {
        int[] chosen = IntStream.range(0, points.size())
                .filter(i -> points.millis(i) >= frame.alert().toEpochMilli() - LOOK_BACK_MILLIS)
                .filter(i -> frame.isBefore(points.millis(i)) || frame.isDuring(points.millis(i)))
                .toArray();
        double way = level - usual;
        if (way == 0 || chosen.length == 0) {
            return null;
        }
        double scatter = Math.max(points.calm(frame).sigma() / Math.abs(way), LEAST_SCATTER);
        long[] times = IntStream.of(chosen).mapToLong(points::millis).toArray();
        double[] gains = IntStream.of(chosen)
                .mapToDouble(i -> Math.clamp((points.value(i) - usual) / way, 0, 1))
                .map(moved -> ((1 - moved) * (1 - moved) - moved * moved) / (2 * scatter * scatter))
                .toArray();
        return cut(times, gains);
    }

    /**
     * The same for something that is done in a share of all runs.
     *
     * @param rates before and now
     * @param times when each moment begins
     * @param with how often it was done in each moment
     * @param of how often it could have been
     */
    static @Nullable Began of(Rates rates, long[] times, int[] with, int[] of) {
        if (!rates.isKnown()) {
            return null;
        }
        double before = Math.clamp(rates.before(), LEAST_RATE, 1 - LEAST_RATE);
        double now = Math.clamp(rates.now(), LEAST_RATE, 1 - LEAST_RATE);
        double done = Math.log(before / now) / rates.dispersion();
        double notDone = Math.log((1 - before) / (1 - now)) / rates.dispersion();
        int[] known = IntStream.range(0, times.length).filter(i -> of[i] > 0).toArray();
        return cut(
                IntStream.of(known).mapToLong(i -> times[i]).toArray(),
                IntStream.of(known)
                        .mapToDouble(i -> {
                            int did = Math.min(with[i], of[i]);
                            return did * done + (of[i] - did) * notDone;
                        })
                        .toArray());
    }

    /** @param gains by how much likelier each moment is if it belongs to the time before, in natural logarithms */
    private static @Nullable Began cut(long[] times, double[] gains) {
        double[] likely = new double[times.length + 1];
        for (int i = 0; i < gains.length; i++) {
            likely[i + 1] = likely[i] + gains[i];
        }
        int best = 0;
        for (int cut = 1; cut < likely.length; cut++) {
            best = likely[cut] > likely[best] ? cut : best;
        }
        if (best == 0 || best == times.length) {
            return null;
        }
        double least = likely[best] - POSSIBLE;
        int first = best;
        while (first > 1 && likely[first - 1] >= least) {
            first--;
        }
        int last = best;
        while (last < times.length - 1 && likely[last + 1] >= least) {
            last++;
        }
        // A moment may be named by its begin or its end, and be touched by the change alone.
        long after = last + 1 < times.length ? times[last + 1] : times[last] + times[last] - times[last - 1];
        return new Began(
                Instant.ofEpochMilli(times[best]), Instant.ofEpochMilli(times[first - 1]), Instant.ofEpochMilli(after));
    }
}
