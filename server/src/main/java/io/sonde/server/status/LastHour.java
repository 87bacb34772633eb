// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.status;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** How much counters that only grow have grown within the last hour. */
final class LastHour {
    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    private static final long BETWEEN_SAMPLES_NANOS = Duration.ofMinutes(1).toNanos();

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, Map<String, Long> totals) {}

    /** Remembers how it stands, at most once a minute. */
    synchronized void note(long nanos, Map<String, Long> totals) {
        if (!samples.isEmpty() && nanos - samples.getLast().nanos() < BETWEEN_SAMPLES_NANOS) {
            return;
        }
        samples.addLast(new Sample(nanos, Map.copyOf(totals)));
        // The oldest that is kept is the last one from before the hour.
        while (samples.size() > 1 && nanos - second().nanos() >= HOUR_NANOS) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    /** Everything since the start while that is less than an hour ago. */
    synchronized Map<String, Long> growth(Map<String, Long> totals) {
        Map<String, Long> before =
                samples.isEmpty() ? Map.of() : samples.getFirst().totals();
        Map<String, Long> growth = new TreeMap<>();
        totals.forEach((name, total) -> growth.put(name, Math.max(0, total - before.getOrDefault(name, 0L))));
        return growth;
    }
}
