// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

/** A share in words. */
final class Share {
    private static final double PERCENT = 100;

    private Share() {}

    /** Whole per cent; never "0 %" for something and never "100 %" for not everything. */
    static String of(long count, long of) {
        if (count >= of) {
            return "100 %";
        }
        double percent = PERCENT * count / of;
        if (percent < 1) {
            return "Less than 1 %";
        }
        return Math.min(Math.round(percent), Math.round(PERCENT) - 1) + " %";
    }
}
