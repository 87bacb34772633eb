// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.libbpf.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file stands for the ring: each word of its data says where it lies. */
class RingWindowTest {
    private static final int PAGE_BYTES = 4096;
    private static final int DATA_BYTES = 4 * RingWindow.BYTES;

    @TempDir
    Path dir;

    private int file;

    @BeforeEach
    void fill() throws Exception {
        ByteBuffer data = ByteBuffer.allocate(PAGE_BYTES + 2 * DATA_BYTES).order(ByteOrder.nativeOrder());
        for (int at = 0; at < 2 * DATA_BYTES; at += Integer.BYTES) {
            data.putInt(PAGE_BYTES + at, at % DATA_BYTES);
        }
        Path ring = dir.resolve("ring");
        Files.write(ring, data.array());
        file = Libc.lock(ring.toString());
    }

    @AfterEach
    void close() {
        Libc.close(file);
    }

    @Test
    void goesOverTheWholeRingAndBeginsAgain() throws Exception {
        try (var window = RingWindow.map(file, PAGE_BYTES, DATA_BYTES)) {
            for (long at = 0; at < 2L * DATA_BYTES; at += 24) {
                long inRing = at % DATA_BYTES;
                long offset = window.offsetOf(inRing);
                assertThat(window.memory().get(JAVA_INT_UNALIGNED, offset)).isEqualTo((int) inRing);
            }
        }
    }

    @Test
    void holdsWholeRecordsThatBeginAtItsEnd() throws Exception {
        try (var window = RingWindow.map(file, PAGE_BYTES, DATA_BYTES)) {
            long last = DATA_BYTES - 8;

            long offset = window.offsetOf(last);

            int behind = RingWindow.BEHIND_BYTES - Integer.BYTES;
            assertThat(window.bytesFrom(last)).isEqualTo(8);
            assertThat(window.memory().get(JAVA_INT_UNALIGNED, offset + 8 + behind))
                    .isEqualTo(behind);
        }
    }

    @Test
    void isSmallBesideTheRing() throws Exception {
        try (var window = RingWindow.map(file, PAGE_BYTES, DATA_BYTES)) {
            window.offsetOf(DATA_BYTES - 8);

            assertThat(window.memory().byteSize()).isEqualTo(RingWindow.BYTES + RingWindow.BEHIND_BYTES);
        }
    }
}
