// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.otlp.ExponentialValue;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @RepeatedTest(20)
    void everyValueIsInABucketThatHoldsIt(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var durations = new Durations();
        for (int i = 0; i < 100; i++) {
            long nanos = (long) Math.exp(random.nextDouble() * 28);
            durations.recordNanos(nanos);
            ExponentialValue value = Objects.requireNonNull(durations.drain());
            double seconds = nanos / 1e9;
            double lower = Math.pow(2, value.offset() / 16.0);
            assertThat(value.counts()).containsExactly(1);
            assertThat(seconds).isBetween(lower * 0.999_999, lower * Math.pow(2, 1 / 16.0) * 1.000_001);
        }
    }

    @Test
    void nothingIsLostWhereTheRangeGrows() {
        var durations = new Durations();
        for (long nanos :
                new long[] {1_000, 60_000_000_000L, 1, 3_000_000, 7_200_000_000_000L, 9_000_000_000_000_000L}) {
            durations.recordNanos(nanos);
        }
        ExponentialValue value = Objects.requireNonNull(durations.drain());

        assertThat(IntStream.of(value.counts()).sum()).isEqualTo(6);
        assertThat(value.count()).isEqualTo(6);
        assertThat(durations.drain()).isNull();
    }
}
