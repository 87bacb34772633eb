// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** A share that is at least true, however few there are: four of six may well be chance, four hundred of six hundred not. */
final class Proportion {
    /** One in forty shares lies below (the lower end of Wilson's interval). */
    private static final double SIGMAS = 1.96;

    private Proportion() {}

    static double atLeast(long count, long of) {
        if (of <= 0) {
            return 0;
        }
        double share = Math.min(1, (double) count / of);
        double square = SIGMAS * SIGMAS;
        double middle = share + square / (2.0 * of);
        double half = SIGMAS * Math.sqrt(share * (1 - share) / of + square / (4.0 * of * of));
        return Math.max(0, (middle - half) / (1 + square / of));
    }
}
