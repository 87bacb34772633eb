// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.List;

/**
 * What people changed around an incident, and what the systems complained about.
 *
 * @param alert the alert in words
 * @param series numbers of any name
 */
public record Changes(
        String alert,
        List<Commit> commits,
        List<Rollout> rollouts,
        List<Complaint> complaints,
        List<NamedSeries> series) {
    public static final Changes NONE = new Changes("", List.of(), List.of(), List.of(), List.of());

    /** A change of code or configuration; the diff may be empty. */
    public record Commit(String id, Instant at, String message, List<String> files, String diff) {}

    /** When a commit reached a service. */
    public record Rollout(String commit, String service, Instant at) {}

    /** A line or a pattern of lines that says that something is wrong, and since when, as far as that is known. */
    public record Complaint(String service, String text, Instant since) {}

    public record NamedSeries(String service, String name, Points points) {}

    boolean isEmpty() {
        return commits.isEmpty();
    }
}
