// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import java.time.Duration;

/**
 * What makes it harder than the data set is: a detection that comes late, and data that is missing.
 *
 * @param keep share of points and spans that are left
 */
record Disturbance(Duration late, double keep) {
    static final Disturbance NONE = new Disturbance(Duration.ZERO, 1);

    Disturbance late(Duration other) {
        return new Disturbance(other, keep);
    }

    Disturbance keeping(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new UsageException("--keep needs a share above 0, at most 1");
        }
        return new Disturbance(late, share);
    }

    /** Whether something is left over; the same for the same thing in every run. */
    boolean keeps(long what) {
        return keep >= 1 || (mix(what) >>> 11) * 0x1.0p-53 < keep;
    }

    /** Spreads neighbours over the whole range (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
