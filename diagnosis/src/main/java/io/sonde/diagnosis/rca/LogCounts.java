// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lines per pattern and kind of request, and requests per kind; on one side of the alert. */
final class LogCounts {
    private final Map<Operation, Integer> lines = new HashMap<>();
    private final Map<Operation, Integer> requests = new HashMap<>();
    private int total;

    void addRequest(String service, String entry) {
        requests.merge(new Operation(service, entry, ""), 1, Integer::sum);
        requests.merge(new Operation(service, "", ""), 1, Integer::sum);
    }

    void addLine(LogLine line, String entry) {
        lines.merge(new Operation(line.service(), entry, line.pattern()), 1, Integer::sum);
        total++;
    }

    int lines() {
        return total;
    }

    Set<Operation> patterns() {
        return lines.keySet();
    }

    int of(Operation pattern) {
        return lines.getOrDefault(pattern, 0);
    }

    /** Requests in which this pattern could have been seen; of all kinds where it does not say of which it was. */
    int requests(Operation pattern) {
        return requests.getOrDefault(new Operation(pattern.service(), pattern.entry(), ""), 0);
    }
}
