// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import org.jspecify.annotations.Nullable;

/** A mean that can still be added to others. */
public record Mean(long count, long nanos) {
    static final Mean NONE = new Mean(0, 0);

    private static final double NANOS_PER_SECOND = 1e9;

    /** To the nanosecond; null where nothing was measured. */
    public @Nullable Double seconds() {
        return count == 0 ? null : Math.rint((double) nanos / count) / NANOS_PER_SECOND;
    }

    Mean plus(Mean other) {
        return new Mean(count + other.count, nanos + other.nanos);
    }
}
