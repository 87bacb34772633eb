// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sonde.server.limit.BoundedTables;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetsTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ClockOffsets offsets = new ClockOffsets(meters, new BoundedTables(meters));

    @Test
    void aRequestThatWasHeldUpDoesNotMoveTheClock() {
        assertThat(sent(HOUR)).isEqualTo(HOUR);
        assertThat(sent(HOUR)).isEqualTo(HOUR);

        assertThat(sent(HOUR.minusSeconds(30))).isEqualTo(HOUR);
    }

    @Test
    void whatIsCorrectedStaysTheSameWhileTheClockHardlyMoves() {
        assertThat(sent(HOUR)).isEqualTo(HOUR);
        for (int millis = 0; millis < 2000; millis += 100) {
            assertThat(sent(HOUR.minusMillis(millis))).isEqualTo(HOUR);
        }
    }

    @Test
    void aClockThatIsSetRightIsBelievedAgain() {
        sent(HOUR);
        sent(Duration.ZERO);
        sent(Duration.ZERO);

        assertThat(sent(Duration.ZERO)).isEqualTo(Duration.ZERO);
        assertThat(wrong()).isZero();
    }

    @Test
    void eachSenderHasAClockOfItsOwn() {
        sent(HOUR);

        assertThat(offsets.ahead("other", NOW.minusSeconds(1), NOW)).isEqualTo(Duration.ZERO);
        assertThat(wrong()).isEqualTo(1);
    }

    private Duration sent(Duration ahead) {
        return offsets.ahead("one", NOW.plus(ahead), NOW);
    }

    private double wrong() {
        return meters.get("sonde.server.senders.clock.wrong").gauge().value();
    }
}
