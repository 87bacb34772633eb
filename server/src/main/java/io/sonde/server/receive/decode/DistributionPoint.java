// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.receive.decode.Rejections.Reason;
import org.jspecify.annotations.Nullable;

/** The point that is being read: one object per request, cleared for each point. */
final class DistributionPoint {
    /** The sender says that there is no value for this time (a series that went stale). */
    private static final long NO_RECORDED_VALUE = 1;

    long attributes;
    long timeNanos;
    long startNanos;
    long count;
    long flags;
    double sum;
    double min;
    double max;

    void clear() {
        attributes = 0;
        timeNanos = 0;
        startNanos = 0;
        count = 0;
        flags = 0;
        sum = Double.NaN;
        min = Double.NaN;
        max = Double.NaN;
    }

    boolean hasNoRecordedValue() {
        return hasNoRecordedValue(flags);
    }

    static boolean hasNoRecordedValue(long flags) {
        return (flags & NO_RECORDED_VALUE) != 0;
    }

    /** Puts its times right, and says why it is not taken; null when it is. */
    @Nullable
    Reason judgedBy(TimeWindow window) {
        timeNanos = window.corrected(timeNanos);
        startNanos = window.corrected(startNanos);
        return window.refuses(timeNanos);
    }
}
