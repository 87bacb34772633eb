// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Locale;

/** Figures as people write them, the same on every machine. */
final class Told {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1e3;
    private static final double EXACT_BELOW = 10;

    private Told() {}

    /** Without the sign; never 0 for something, never 100 for not all. */
    static String percent(double share) {
        if (share <= 0) {
            return "0";
        }
        if (share >= 1) {
            return "100";
        }
        return share < 1 / PERCENT ? "less than 1" : String.valueOf(Math.min(99, Math.round(share * PERCENT)));
    }

    /** @param share NaN where it is not known */
    static String usually(double share) {
        return Double.isNaN(share) ? "what is usual is not known" : "usually " + percent(share) + " %";
    }

    static String seconds(double seconds) {
        return seconds < 1 ? number(seconds * MILLIS) + " ms" : number(seconds) + " s";
    }

    /** One decimal where it matters. */
    static String number(double number) {
        return number < EXACT_BELOW
                ? String.format(Locale.ROOT, "%.1f", number).replace(".0", "")
                : String.valueOf(Math.round(number));
    }
}
