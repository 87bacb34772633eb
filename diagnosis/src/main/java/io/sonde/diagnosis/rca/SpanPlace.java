// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a span spends its own time: in an operation of a service, or on the way to another service.
 *
 * @param remote the service called; null where the span calls none
 * @param operation null where it calls one
 */
record SpanPlace(
        String service, @Nullable String remote, @Nullable String operation) {
    static final Comparator<SpanPlace> ORDER = Comparator.comparing(SpanPlace::service)
            .thenComparing(place -> String.valueOf(place.remote()))
            .thenComparing(place -> String.valueOf(place.operation()));

    static SpanPlace of(SpanTable table, int at) {
        String remote = table.remote(at);
        return new SpanPlace(table.service(at), remote, remote == null ? table.operation(at) : null);
    }

    boolean isGap() {
        return remote != null;
    }
}
