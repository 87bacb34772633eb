// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.anomaly;

/** Where a series left what it was: where its last points are best cut into two levels. */
final class ChangePoint {
    /** An anomaly is told at the latest so many points after it began. */
    static final int MOST_POINTS = 60;

    private ChangePoint() {}

    /** How many points ago the newer level began: where the cut explains most of the squares. */
    static int pointsAgo(Recent recent) {
        int size = Math.min(MOST_POINTS, recent.size());
        double total = 0;
        for (int ago = 0; ago < size; ago++) {
            total += recent.ago(ago);
        }
        double sum = 0;
        double most = 0;
        int began = 0;
        for (int ago = 0; ago < size - 1; ago++) {
            sum += recent.ago(ago);
            int newer = ago + 1;
            int older = size - newer;
            double difference = sum / newer - (total - sum) / older;
            double explained = difference * difference * newer * older;
            if (explained > most) {
                most = explained;
                began = ago;
            }
        }
        return began;
    }
}
