// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;

/** A stretch of time, its end excluded. */
public record Stretch(Instant from, Instant to) {
    /** Whether it is in it, or not long before it. */
    boolean containsOrFollows(long millis, long soonMillis) {
        return millis >= from.toEpochMilli() - soonMillis && millis < to.toEpochMilli();
    }

    boolean contains(long millis) {
        return millis >= from.toEpochMilli() && millis < to.toEpochMilli();
    }
}
