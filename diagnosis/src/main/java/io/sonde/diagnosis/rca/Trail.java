// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import org.jspecify.annotations.Nullable;

/**
 * What one thing tells of when it changed.
 *
 * @param early how many of the last moments before the alert belong to the change
 * @param sigmas of the change since then
 */
record Trail(int early, double sigmas) {
    /** So much more must speak for an earlier time, in natural logarithms of likelihood: 20 to 1. */
    private static final double PLAIN = 3;

    /** A change is seen where it was right before as it was before: across a hole, things are different anyway. */
    private static final int LEAST_SEEN = 5;

    /** From here on it may be part of what is wrong. */
    private static final double LEAST_SIGMAS = 3.5;

    /**
     * The change-point: where the last moments before the alert are best cut in those that belong to the time before, and
     * those that belong to the change.
     *
     * @param apart how it was before these moments, and since the alert
     * @param with how often it was done, in each of these moments
     * @param of how often it could have been
     * @return null if it did not change
     */
    static @Nullable Trail of(Rates apart, int[] with, int[] of) {
        double withSeen = 0;
        double ofSeen = 0;
        for (int piece = 0; piece < with.length; piece++) {
            withSeen += Math.min(with[piece], of[piece]);
            ofSeen += of[piece];
        }
        Rates cut = apart.withMoreBefore(withSeen, ofSeen);
        Rates best = cut;
        double most = cut.evidence() + PLAIN;
        int early = 0;
        for (int piece = with.length - 1; piece >= 0; piece--) {
            double moved = Math.min(with[piece], of[piece]);
            withSeen -= moved;
            ofSeen -= of[piece];
            cut = cut.movedToNow(moved, of[piece]);
            if (of[piece] > 0 && cut.evidence() > most && ofSeen >= LEAST_SEEN && cut.isLikeBefore(withSeen / ofSeen)) {
                best = cut;
                most = cut.evidence();
                early = with.length - piece;
            }
        }
        return best.isKnown() && best.sigmas() >= LEAST_SIGMAS ? new Trail(early, best.sigmas()) : null;
    }
}
