// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void eachBucketHasWhatHappenedInItAndNullWhereNothingWasMeasured() {
        Timeline timeline = Script.of(
                        "15 a/1 orders connects 10.0.0.5:80 opened=1 active=2",
                        "25 a/1 orders connects 10.0.0.5:80 opened=2 refused=3",
                        "45 a/1 orders runs running=1",
                        "5 b/1 other runs running=1",
                        "55 b/1 other runs running=1")
                .timeline("orders", 0, 60);

        assertThat(timeline.buckets().starts()).hasSize(6);
        assertThat(numbers(timeline.outbound(), Traffic::opened)).containsExactly(null, 1L, 2L, null, 0L, null);
        assertThat(numbers(timeline.outbound(), Traffic::active)).containsExactly(null, 2L, 0L, null, 0L, null);
        assertThat(numbers(timeline.outbound(), traffic -> traffic.failed().total()))
                .containsExactly(null, 0L, 3L, null, 0L, null);
        assertThat(numbers(timeline.inbound(), Traffic::opened)).containsExactly(null, 0L, 0L, null, 0L, null);
    }

    @Test
    void inboundIsWhatTheCallersSent() {
        Timeline timeline = Script.of(
                        "5 a/1 orders connects 10.0.0.5:80 opened=1 sent=7",
                        "5 b/1 web listens 10.0.0.5:80",
                        "15 b/1 web accepts 10.0.0.5:80 192.0.2.9 opened=1 received=9 sent=100")
                .timeline("web", 0, 20);

        assertThat(numbers(timeline.inbound(), Traffic::bytesSent)).containsExactly(7L, 9L);
        assertThat(numbers(timeline.inbound(), Traffic::bytesReceived)).containsExactly(0L, 100L);
    }

    @Test
    void thereAreAtMost120EqualBuckets() {
        assertThat(Buckets.of(Script.window(0, 1200)).count()).isEqualTo(120);
        assertThat(Buckets.of(Script.window(0, 1210)).lengthMillis()).isEqualTo(20_000);
        assertThat(Buckets.of(Script.window(0, 1210)).count()).isEqualTo(61);
        assertThat(Buckets.of(Script.window(0, 10)).count()).isEqualTo(1);
    }

    private static List<@Nullable Long> numbers(List<@Nullable Traffic> buckets, ToLongFunction<Traffic> number) {
        var numbers = new java.util.ArrayList<@Nullable Long>();
        for (Traffic traffic : buckets) {
            numbers.add(traffic == null ? null : number.applyAsLong(traffic));
        }
        return numbers;
    }
}
