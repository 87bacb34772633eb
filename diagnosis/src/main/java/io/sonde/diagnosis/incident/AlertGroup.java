// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.incident;

import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Alerts that are one incident.
 *
 * @param id of the first of its alerts in the order of all
 * @param began when the first of them came
 * @param last when the last of them came
 * @param told how often each alert was told
 */
public record AlertGroup(long id, Instant began, Instant last, SortedMap<Alert.Fingerprint, Integer> told) {
    public SortedSet<String> services() {
        return told.keySet().stream().map(Alert.Fingerprint::service).collect(Collectors.toCollection(TreeSet::new));
    }
}
