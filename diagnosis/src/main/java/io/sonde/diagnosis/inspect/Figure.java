// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import java.util.Locale;

/** Numbers as people write them. */
final class Figure {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double PERCENT = 100;
    private static final double EXACT_BELOW = 10;

    private Figure() {}

    /** {@code 0.3 ms}, {@code 12 ms}, {@code 1.5 s}, {@code 40 s}. */
    static String seconds(double seconds) {
        double millis = seconds * MILLIS_PER_SECOND;
        return millis < MILLIS_PER_SECOND ? number(millis) + " ms" : number(seconds) + " s";
    }

    static String perSecond(double rate) {
        return number(rate) + "/s";
    }

    static String percent(double share) {
        return Math.round(share * PERCENT) + " %";
    }

    /** One decimal where it matters. */
    static String number(double number) {
        return number < EXACT_BELOW
                ? String.format(Locale.ROOT, "%.1f", number).replace(".0", "")
                : String.valueOf(Math.round(number));
    }
}
