// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import org.jspecify.annotations.Nullable;

/**
 * What people notice.
 *
 * @param service whose users are hurt; null where only a time is known
 * @param trouble {@link FaultKind#LATENCY} or {@link FaultKind#ERRORS}; null where it is not known
 */
public record Symptom(@Nullable String service, @Nullable FaultKind trouble) {
    public static final Symptom UNKNOWN = new Symptom(null, null);
}
