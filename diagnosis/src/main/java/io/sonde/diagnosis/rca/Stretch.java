// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;

/** A stretch of time, its end excluded. */
public record Stretch(Instant from, Instant to) {
    boolean contains(long millis) {
        return millis >= from.toEpochMilli() && millis < to.toEpochMilli();
    }
}
