// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.incident;

import java.time.Instant;

/**
 * That a rule found something wrong with a service, once.
 *
 * @param fingerprint the same for the same trouble told again
 */
public record Alert(Fingerprint fingerprint, Instant at) {
    /** What makes two alerts the same: the rule, and whom it is about. */
    public record Fingerprint(String service, String rule) implements Comparable<Fingerprint> {
        @Override
        public int compareTo(Fingerprint other) {
            int byService = service.compareTo(other.service);
            return byService != 0 ? byService : rule.compareTo(other.rule);
        }
    }

    public static Alert of(String service, String rule, Instant at) {
        return new Alert(new Fingerprint(service, rule), at);
    }

    public String service() {
        return fingerprint.service();
    }
}
