// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.Incident;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question to the analysis.
 *
 * @param dataset as the scorers call it
 * @param group what is counted together
 * @param truth what is right; never seen by the analysis; null if nothing is broken
 */
record Case(
        String dataset, String id, String group, @Nullable Truth truth, Supplier<Incident> incident) {
    /** Ends the id of a calm stretch that independent scorers do not ask about. */
    static final String CALM = "+calm";

    boolean isKnownToScorers() {
        return !id.endsWith(CALM);
    }

    /** @param kind as the scorers call it; null where only the service counts */
    record Truth(
            String service, @Nullable String kind, @Nullable String commit, List<String> decoys) {
        Truth(String service, @Nullable String kind) {
            this(service, kind, null, List.of());
        }
    }
}
