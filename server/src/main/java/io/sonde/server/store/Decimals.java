// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/**
 * Numbers as their decimal digits: 12.34 as 1234 with two decimals. Most of what is measured is short in decimals, and neighbours
 * in time then differ in their last digits only. What is not short keeps its 64 bits.
 */
final class Decimals {
    /** Instead of decimals: the digits are the bits of the number. */
    static final int BITS = -1;

    /** Each power up to here, and all digits below {@link #LIMIT}, are exact as a double: so is then what is read back. */
    private static final int MOST = 15;

    private static final double LIMIT = 1L << 53;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimals() {}

    /**
     * With how many decimals the number can be written, or {@link #BITS}. At least as many as were needed for its series before,
     * where that is possible: digits can only be compared with their likes.
     *
     * @param tolerance how far what is read back may be from the value
     */
    static int of(double value, int atLeast, double tolerance) {
        if (!(Math.abs(value) < LIMIT)) {
            return BITS;
        }
        for (int decimals = atLeast; decimals <= MOST; decimals++) {
            if (says(value, decimals, tolerance)) {
                return decimals;
            }
        }
        for (int decimals = 0; decimals < atLeast; decimals++) {
            if (says(value, decimals, tolerance)) {
                return decimals;
            }
        }
        return BITS;
    }

    private static boolean says(double value, int decimals, double tolerance) {
        double digits = Math.rint(value * POWERS[decimals]);
        return Math.abs(digits) < LIMIT && Math.abs(digits / POWERS[decimals] - value) <= tolerance;
    }

    static long digits(double value, int decimals) {
        return decimals == BITS ? Double.doubleToRawLongBits(value) : (long) Math.rint(value * POWERS[decimals]);
    }
}
