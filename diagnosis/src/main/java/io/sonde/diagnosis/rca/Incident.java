// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;

/**
 * All that is known when somebody asks for a cause. Plain values: filled from the live world, from the store or from a
 * recorded data set. What is not known is empty.
 */
public record Incident(Symptom symptom, Frame frame, CallGraph calls, Signals signals) {
    Incident from(Instant onset) {
        return new Incident(symptom, frame.from(onset), calls, signals);
    }
}
