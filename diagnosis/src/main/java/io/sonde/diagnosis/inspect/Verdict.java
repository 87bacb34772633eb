// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import java.util.List;
import java.util.stream.Stream;

/** A status and, in sentences, why. */
public record Verdict(Status status, List<String> reasons) {
    static final Verdict OK = new Verdict(Status.OK, List.of());

    static Verdict of(Status status, String reason) {
        return new Verdict(status, List.of(reason));
    }

    /** The same, of the end of a window only. */
    Verdict lately() {
        if (reasons.isEmpty()) {
            return this;
        }
        return new Verdict(
                status,
                reasons.stream()
                        .map(reason -> reason.substring(0, reason.length() - 1) + " in the last 20 s.")
                        .toList());
    }

    Verdict and(Verdict other) {
        if (other.reasons.isEmpty() && status.compareTo(other.status) >= 0) {
            return this;
        }
        if (reasons.isEmpty() && other.status.compareTo(status) >= 0) {
            return other;
        }
        List<String> all = Stream.concat(reasons.stream(), other.reasons.stream())
                .distinct()
                .toList();
        return new Verdict(status.worse(other.status), all);
    }
}
