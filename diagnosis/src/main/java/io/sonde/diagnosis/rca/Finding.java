// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import org.jspecify.annotations.Nullable;

/**
 * One reason to suspect a service.
 *
 * @param part which way of looking found it
 * @param value 0 (nothing) to 1 (cannot be more), before the part's trust
 * @param sentence with the figures before and after
 * @param operation where in the service; null for all of it
 * @param measured the numbers behind the sentence; null where there are none to show
 * @param began when that began; null where it cannot be told
 */
public record Finding(
        String service,
        Part part,
        FaultKind kind,
        double value,
        String sentence,
        @Nullable String operation,
        @Nullable Measured measured,
        @Nullable Began began) {
    Finding(String service, Part part, FaultKind kind, double value, String sentence, @Nullable String operation) {
        this(service, part, kind, value, sentence, operation, null, null);
    }

    Finding of(Part other) {
        return new Finding(service, other, kind, value, sentence, operation, measured, began);
    }

    Finding of(FaultKind other) {
        return new Finding(service, part, other, value, sentence, operation, measured, began);
    }

    Finding since(@Nullable Began began) {
        return new Finding(service, part, kind, value, sentence, operation, measured, began);
    }

    /** The same where its numbers tell when it began. */
    Finding dated(Frame frame) {
        return began != null || measured == null || measured.before() == null || measured.after() == null
                ? this
                : since(Began.of(measured.points(), frame, measured.before(), measured.after()));
    }
}
