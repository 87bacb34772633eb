// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** A group that alerts may still join. */
final class OpenGroup {
    private final long id;
    private final TreeMap<Alert.Fingerprint, Integer> told = new TreeMap<>();
    private final Set<String> services = new HashSet<>();
    private Instant began;
    private Instant last;

    OpenGroup(long id, Alert first) {
        this.id = id;
        this.began = first.at();
        this.last = first.at();
        add(first);
    }

    long id() {
        return id;
    }

    void add(Alert alert) {
        told.merge(alert.fingerprint(), 1, Integer::sum);
        services.add(alert.service());
        began = alert.at().isBefore(began) ? alert.at() : began;
        last = alert.at().isAfter(last) ? alert.at() : last;
    }

    void addAll(OpenGroup other) {
        other.told.forEach((fingerprint, count) -> told.merge(fingerprint, count, Integer::sum));
        services.addAll(other.services);
        began = other.began.isBefore(began) ? other.began : began;
        last = other.last.isAfter(last) ? other.last : last;
    }

    boolean knows(Alert alert) {
        return told.containsKey(alert.fingerprint());
    }

    Set<String> services() {
        return services;
    }

    Instant last() {
        return last;
    }

    AlertGroup group() {
        return new AlertGroup(id, began, last, Collections.unmodifiableSortedMap(new TreeMap<>(told)));
    }
}
