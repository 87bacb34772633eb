// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a service does in a share of its runs.
 *
 * @param operation in which; null if it is not known
 * @param pattern what it is, whoever does it
 * @param with how often it was done, slot by slot
 * @param of how often it could have been
 * @param sentence about it; made only if it is needed
 */
record Habit(
        String service, @Nullable String operation, String pattern, Counts with, Counts of, Supplier<String> sentence) {
    /** A change of fewer runs tells nothing. */
    private static final int LEAST_RUNS = 2;

    /** Counts of each slot before, of now, and of the last moments before the alert. */
    static final class Counts {
        private final int[] counts;

        Counts(int[] counts) {
            this.counts = counts;
        }

        int slots() {
            return counts.length - 2 - Slots.MOMENTS;
        }

        int at(int slot) {
            return counts[slot];
        }

        int before() {
            return Arrays.stream(counts, 0, slots()).sum();
        }

        int now() {
            return counts[slots()];
        }

        /** In each of the last moments before the alert. */
        int[] pieces() {
            return Arrays.copyOfRange(counts, slots() + 1, slots() + 1 + Slots.PIECES);
        }

        /** In each moment around the alert. */
        int[] moments() {
            return Arrays.copyOfRange(counts, slots() + 1, slots() + 1 + Slots.MOMENTS);
        }

        /** Before these. */
        int apart() {
            return counts[counts.length - 1];
        }

        /** In these and now. */
        int lately() {
            return Arrays.stream(counts, slots(), slots() + 1 + Slots.PIECES).sum();
        }
    }

    /** A thing can be done twice in a run; it counts once. */
    Rates rates(double dispersion) {
        return new Rates(
                Math.min(with.before(), of.before()),
                of.before(),
                Math.min(with.now(), of.now()),
                of.now(),
                dispersion);
    }

    /** Whether it is worth to look more closely when it changed. */
    boolean mayHaveChanged() {
        double runs = of.lately();
        double done = Math.min(with.lately(), runs);
        return Math.abs(done - runs * with.apart() / Math.max(1, of.apart())) > LEAST_RUNS;
    }

    /** When it changed, as far as it tells; null if it did not. */
    @Nullable
    Trail trail(double dispersion) {
        var apart = new Rates(
                Math.min(with.apart(), of.apart()), of.apart(), Math.min(with.now(), of.now()), of.now(), dispersion);
        return Trail.of(apart, with.pieces(), of.pieces());
    }

    /** When it changed, as exactly as that can be told; null where it cannot. */
    @Nullable
    Began began(Rates rates, long[] times) {
        return Began.of(rates, times, with.moments(), of.moments());
    }

    /** How it scatters from slot to slot. */
    Scatter scatter() {
        double rate = (Math.min(with.before(), of.before()) + .5) / (of.before() + 1.0);
        double squares = 0;
        double expected = 0;
        int slots = 0;
        for (int slot = 0; slot < of.slots(); slot++) {
            int runs = of.at(slot);
            if (runs > 0) {
                double off = Math.min(with.at(slot), runs) - runs * rate;
                squares += off * off;
                expected += runs * rate * (1 - rate);
                slots++;
            }
        }
        return slots < 2 ? Scatter.NONE : new Scatter(squares * slots / (slots - 1), expected);
    }

    /**
     * Squares of how far the slots are off, and what they would be by chance. Sums of each, so that slots with few runs say
     * little.
     */
    record Scatter(double squares, double expected) {
        static final Scatter NONE = new Scatter(0, 0);
    }
}
