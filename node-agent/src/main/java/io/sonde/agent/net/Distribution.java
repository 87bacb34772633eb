// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.otlp.HistogramValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts durations in buckets, in seconds. Takes memory for its buckets only once it has seen something. */
final class Distribution {
    /** From the loopback of one host to a connect that is tried again and again. */
    static final double[] LATENCY_SECONDS = {
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    /** From one request to connections that stay for days. */
    static final double[] LIFETIME_SECONDS = {
        0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400
    };

    private static final double NANOS_PER_SECOND = 1e9;

    private final double[] bounds;
    private long @Nullable [] counts;
    private long count;
    private double sum;
    private double min;
    private double max;

    Distribution(double[] bounds) {
        this.bounds = bounds;
    }

    void recordNanos(long nanos) {
        record(nanos / NANOS_PER_SECOND);
    }

    private void record(double seconds) {
        if (counts == null) {
            counts = new long[bounds.length + 1];
        }
        counts[bucket(seconds)]++;
        min = count == 0 ? seconds : Math.min(min, seconds);
        max = count == 0 ? seconds : Math.max(max, seconds);
        sum += seconds;
        count++;
    }

    private int bucket(double seconds) {
        int bucket = 0;
        while (bucket < bounds.length && seconds > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** What was recorded since the last call; null when that is nothing. */
    @Nullable
    HistogramValue drain() {
        if (count == 0 || counts == null) {
            return null;
        }
        var value = new HistogramValue(count, sum, min, max, bounds, counts.clone());
        Arrays.fill(counts, 0);
        count = 0;
        sum = 0;
        return value;
    }
}
