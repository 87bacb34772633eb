// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReaderPaceTest {
    private final ReaderPace pace = new ReaderPace();

    @Test
    void idleReaderRestsAsLongAsItMay() {
        assertThat(pace.restAfter(0)).isEqualTo(ReaderPace.LONGEST_NANOS);
    }

    @Test
    void fullRingIsLookedAtAgainAtOnceAndMoreOftenFromThenOn() {
        assertThat(pace.restAfter(0.5)).isZero();
        assertThat(pace.restAfter(1.0 / 32)).isEqualTo(ReaderPace.LONGEST_NANOS / 2);
    }

    @Test
    void loadThatStaysBringsTheRestDownToItsFloor() {
        for (int i = 0; i < 20; i++) {
            assertThat(pace.restAfter(0.5)).isZero();
        }
        assertThat(pace.restAfter(1.0 / 32)).isEqualTo(ReaderPace.SHORTEST_NANOS);
    }

    @Test
    void calmBringsTheLongRestBack() {
        for (int i = 0; i < 20; i++) {
            assertThat(pace.restAfter(0.5)).isZero();
        }

        long rest = 0;
        for (int i = 0; i < 20; i++) {
            rest = pace.restAfter(0.001);
        }

        assertThat(rest).isEqualTo(ReaderPace.LONGEST_NANOS);
    }
}
