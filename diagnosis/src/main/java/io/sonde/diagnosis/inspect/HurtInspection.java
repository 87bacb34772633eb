// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.inspect.Change.Kind;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who is hurt without a fault of his own, and by whom. {@link Judgement} holds nothing against a service that waits for others;
 * those who look at it still want to know why its answers fail or are late.
 */
final class HurtInspection {
    private final EdgeInspection inspection;
    private final Predicate<Inspected> isBlamed;

    /** @param isBlamed whether something is held against the target of an edge, or against the edge */
    HurtInspection(EdgeInspection inspection, Predicate<Inspected> isBlamed) {
        this.inspection = inspection;
        this.isBlamed = isBlamed;
    }

    /** @param name how the service is called in the sentences */
    Hurt of(String service, String name) {
        if (!inspection.waits(service)) {
            return Hurt.NOT;
        }
        List<String> sentences =
                Stream.concat(failing(service, name), slow(service)).toList();
        if (sentences.isEmpty()) {
            return Hurt.NOT;
        }
        Set<String> by = blamed(service);
        return by.isEmpty() ? Hurt.NOT : new Hurt(List.copyOf(by), sentences);
    }

    private Stream<String> failing(String service, String name) {
        List<Inspected> calls = answered(service);
        Verdict faults = RequestFaults.inspect(
                RequestFaults.sum(
                        calls.stream().map(call -> call.edge().requests()).toList()),
                RequestFaults.sum(calls.stream().map(Inspected::recentRequests).toList()),
                name);
        if (faults.status() != Status.OK) {
            return faults.reasons().stream().map(RequestFaults::withoutBlame);
        }
        return calls.stream()
                .flatMap(call -> call.changes().stream())
                .filter(change -> change.kind() == Kind.FAILING_REQUESTS)
                .map(Change::sentence)
                .limit(1);
    }

    /** As the caller says who feels it most. */
    private Stream<String> slow(String service) {
        return answered(service).stream()
                .flatMap(call -> call.changes().stream())
                .filter(change -> change.kind() == Kind.SLOW_REQUESTS || change.kind() == Kind.SLOWER)
                .max(Comparator.comparingDouble(Change::increaseSeconds))
                .map(Change::sentence)
                .stream();
    }

    /** Who cannot even connect tells nothing of its answers. */
    private List<Inspected> answered(String service) {
        return inspection.inbound(service).stream()
                .filter(call -> !call.fails())
                .toList();
    }

    /** The nearest to blame on each way along which trouble comes. */
    private Set<String> blamed(String service) {
        Set<String> blamed = new TreeSet<>();
        Set<String> seen = new HashSet<>(Set.of(service));
        Deque<String> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty()) {
            for (Inspected call : inspection.outbound(waiting.remove())) {
                if (!call.holdsUp() || seen.contains(call.target())) {
                    continue;
                }
                if (isBlamed.test(call)) {
                    blamed.add(call.target());
                } else {
                    seen.add(call.target());
                    waiting.add(call.target());
                }
            }
        }
        return blamed;
    }
}
