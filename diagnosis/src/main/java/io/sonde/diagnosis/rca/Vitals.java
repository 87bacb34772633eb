// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known beside requests and resources: numbers that say by themselves what is wrong, what services share, which of them
 * are not ours, what they log of errors, and where their processors are.
 *
 * @param external services of somebody else
 * @param seen what anybody told anything of
 */
public record Vitals(
        List<Series> series,
        List<Shared> shared,
        Set<String> external,
        List<ErrorLine> errorLines,
        List<Profile> profiles,
        Set<Sight> seen) {
    public static final Vitals NONE = new Vitals(List.of(), List.of(), Set.of());

    public Vitals(List<Series> series, List<Shared> shared, Set<String> external) {
        this(series, shared, external, List.of(), List.of(), Set.of());
    }

    /** @param service whose: a service, or the name of what services share */
    public record Series(String service, VitalSign sign, Points points) {}

    /**
     * What several services stand on: a node, a disk, a name server, a zone.
     *
     * @param kind what is wrong if it is to blame and says nothing itself
     */
    public record Shared(String name, FaultKind kind, Set<String> users) {}

    /**
     * A line about an error that a service logs.
     *
     * @param pattern of the line, what varies left out
     * @param counts how often, step by step, with the steps in which it does not
     */
    public record ErrorLine(String service, String pattern, Points counts) {}

    /**
     * Stacks of a service in which its processor was met, before and in the time of trouble, and how often.
     *
     * @param before by frames, the outermost first
     */
    public record Profile(String service, Map<List<String>, Long> before, Map<List<String>, Long> now) {}

    /** Only of services that matter. */
    Vitals of(Predicate<String> matters) {
        return new Vitals(
                series.stream().filter(each -> matters.test(each.service())).toList(),
                shared,
                external,
                errorLines.stream().filter(each -> matters.test(each.service())).toList(),
                profiles.stream().filter(each -> matters.test(each.service())).toList(),
                seen);
    }

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
