// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingTest {
    private static final int DATA_BYTES = 256;
    private static final int ALL = Integer.MAX_VALUE;

    private final HandMadeRing kernel = new HandMadeRing(DATA_BYTES);
    private final List<Integer> seen = new ArrayList<>();

    private int drain(int limit) {
        return kernel.ring.drain((memory, offset) -> seen.add(memory.get(JAVA_INT, offset)), limit);
    }

    @Test
    void recordsComeInOrderAndTheirRoomIsGivenBack() {
        kernel.append(0, 16, 1);
        kernel.append(0, 16, 2);

        int taken = drain(ALL);

        assertThat(taken).isEqualTo(2);
        assertThat(seen).containsExactly(1, 2);
        assertThat(kernel.consumed()).isEqualTo(48);
        assertThat(kernel.ring.fill()).isZero();
    }

    @Test
    void recordThatWrapsAroundIsWhole() {
        kernel.append(0, 208, 1);
        drain(ALL);
        kernel.append(0, 104, 7);

        kernel.ring.drain(
                (memory, offset) -> {
                    for (int at = 0; at < 104; at += Integer.BYTES) {
                        seen.add(memory.get(JAVA_INT, offset + at));
                    }
                },
                ALL);

        assertThat(seen.subList(1, seen.size())).hasSize(26).containsOnly(7);
    }

    @Test
    void recordStillBeingWrittenStopsTheDrain() {
        long busy = kernel.append(Ring.BUSY, 16, 1);
        kernel.append(0, 16, 2);

        int before = drain(ALL);
        kernel.commit(busy, 16);
        int after = drain(ALL);

        assertThat(before).isZero();
        assertThat(after).isEqualTo(2);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void recordThatWasGivenUpIsPassedOver() {
        kernel.append(Ring.DISCARDED, 16, 1);
        kernel.append(0, 16, 2);
        kernel.append(Ring.DISCARDED, 16, 3);

        int taken = drain(ALL);

        assertThat(taken).isEqualTo(1);
        assertThat(seen).containsExactly(2);
        assertThat(kernel.ring.fill()).isZero();
    }

    @Test
    void limitLeavesTheRestForTheNextDrain() {
        for (int i = 0; i < 5; i++) {
            kernel.append(0, 16, i);
        }

        drain(3);
        double left = kernel.ring.fill();
        drain(3);

        assertThat(left).isEqualTo(2 * 24.0 / DATA_BYTES);
        assertThat(seen).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void oddLengthIsRoundedUpToEight() {
        kernel.append(0, 12, 1);
        kernel.append(0, 4, 2);

        drain(ALL);

        assertThat(seen).containsExactly(1, 2);
        assertThat(kernel.consumed()).isEqualTo(24 + 16);
    }

    @Test
    void roomIsGivenBackThoughTheReceiverThrows() {
        kernel.append(0, 16, 1);
        kernel.append(0, 16, 2);
        RecordHandler throwing = (memory, offset) -> {
            throw new IllegalStateException("receiver");
        };

        assertThatThrownBy(() -> kernel.ring.drain(throwing, ALL)).hasMessage("receiver");
        drain(ALL);

        assertThat(seen).containsExactly(2);
    }
}
