// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is known beside requests and resources: numbers that say by themselves what is wrong, what services share, and which
 * of them are not ours.
 *
 * @param external services of somebody else
 */
public record Vitals(List<Series> series, List<Shared> shared, Set<String> external) {
    public static final Vitals NONE = new Vitals(List.of(), List.of(), Set.of());

    /** @param service whose: a service, or the name of what services share */
    public record Series(String service, VitalSign sign, Points points) {}

    /**
     * What several services stand on: a node, a disk, a name server, a zone.
     *
     * @param kind what is wrong if it is to blame and says nothing itself
     */
    public record Shared(String name, FaultKind kind, Set<String> users) {}

    /** What is wrong with somebody else's service is up to them, whatever it is. */
    Finding named(Finding finding) {
        return external.contains(finding.service()) ? finding.of(FaultKind.EXTERNAL) : finding;
    }

    /** That a service needs what it stands on. */
    List<Call> links() {
        List<Call> links = new ArrayList<>();
        shared.forEach(one -> one.users().forEach(user -> links.add(new Call(user, one.name()))));
        return links;
    }
}
