// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReaderPaceTest {
    private static final long HELPING = ReaderPace.HELPING_BYTES;
    private static final double SMALL = 1.0 / 128;

    private final ReaderPace pace = new ReaderPace();

    @Test
    void idleReaderRestsAsLongAsItMay() {
        assertThat(pace.restAfter(0, 0)).isEqualTo(ReaderPace.LONGEST_NANOS);
    }

    @Test
    void fullRingIsLookedAtAgainAtOnceAndMoreOftenFromThenOn() {
        assertThat(pace.restAfter(10 * HELPING, 0.5)).isZero();
        assertThat(pace.restAfter(HELPING, SMALL)).isEqualTo(ReaderPace.LONGEST_NANOS / 2);
    }

    @Test
    void restsAsLongAsOneHelpingTakesToCome() {
        double bytesPerNano = 4.0 * HELPING / ReaderPace.LONGEST_NANOS;
        long rest = ReaderPace.LONGEST_NANOS;
        for (int i = 0; i < 20; i++) {
            rest = pace.restAfter(Math.round(rest * bytesPerNano), SMALL);
        }

        assertThat(rest).isEqualTo(ReaderPace.LONGEST_NANOS / 4);
    }

    @Test
    void loadThatStaysBringsTheRestDownToItsFloor() {
        for (int i = 0; i < 20; i++) {
            assertThat(pace.restAfter(100 * HELPING, 0.5)).isZero();
        }
        assertThat(pace.restAfter(100 * HELPING, SMALL)).isEqualTo(ReaderPace.SHORTEST_NANOS);
    }

    @Test
    void calmBringsTheLongRestBack() {
        for (int i = 0; i < 20; i++) {
            assertThat(pace.restAfter(100 * HELPING, 0.5)).isZero();
        }

        long rest = 0;
        for (int i = 0; i < 20; i++) {
            rest = pace.restAfter(1, SMALL);
        }

        assertThat(rest).isEqualTo(ReaderPace.LONGEST_NANOS);
    }
}
