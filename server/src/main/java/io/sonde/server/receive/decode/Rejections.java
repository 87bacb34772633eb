// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Items of one request that were not taken, by reason. */
public final class Rejections {
    /** Why an item cannot be stored. */
    public enum Reason {
        NO_NAME("the metric has no name"),
        NO_TIME("the time is missing"),
        TOO_OLD("the time is before the retention"),
        IN_FUTURE("the time is more than a day ahead"),
        NO_TEMPORALITY("the aggregation temporality is missing"),
        BAD_BUCKETS("bounds and counts of the buckets do not fit"),
        BAD_ID("the trace or span id has the wrong length"),
        NO_DATA("the metric has no data points of a known kind");

        private final String says;

        Reason(String says) {
            this.says = says;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

    void add(Reason reason) {
        add(reason, 1);
    }

    void add(Reason reason, long count) {
        if (count > 0) {
            counts.merge(reason, count, Long::sum);
        }
    }

    public Map<Reason, Long> counts() {
        return counts;
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For the sender: what was wrong and how often. Empty when nothing was. */
    public String message() {
        return counts.entrySet().stream()
                .map(e -> e.getKey().says + " (" + e.getValue() + ")")
                .collect(Collectors.joining("; "));
    }
}
