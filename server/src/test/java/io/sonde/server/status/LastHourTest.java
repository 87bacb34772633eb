// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastHourTest {
    private final LastHour lastHour = new LastHour();

    @Test
    void withinTheFirstHourEverythingCounts() {
        note(0, 0);
        note(30, 5);

        assertThat(grownTo(7)).isEqualTo(7);
    }

    @Test
    void whatIsMoreThanAnHourAgoDoesNotCount() {
        for (int minute = 0; minute <= 200; minute++) {
            note(minute, minute < 100 ? minute : 100);
        }

        assertThat(grownTo(100)).isZero();
        assertThat(grownTo(103)).isEqualTo(3);
    }

    @Test
    void aCounterThatIsNewGrewFromNothing() {
        lastHour.note(0, Map.of());

        assertThat(grownTo(4)).isEqualTo(4);
    }

    private void note(int minute, long total) {
        lastHour.note(Duration.ofMinutes(minute).toNanos(), Map.of("lost", total));
    }

    private long grownTo(long total) {
        return lastHour.growth(Map.of("lost", total)).getOrDefault("lost", -1L);
    }
}
