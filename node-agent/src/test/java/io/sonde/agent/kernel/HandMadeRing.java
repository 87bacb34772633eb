// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The kernel's half of a ring, in plain memory: what is written into one copy of the data is copied to the other. */
final class HandMadeRing {
    private static final int PAGE_BYTES = 4096;

    private final int dataBytes;
    private final MemorySegment consumerPage = Arena.ofAuto().allocate(PAGE_BYTES, Long.BYTES);
    private final MemorySegment producerAndData;
    private long produced;
    final Ring ring;

    HandMadeRing(int dataBytes) {
        this.dataBytes = dataBytes;
        this.producerAndData = Arena.ofAuto().allocate(PAGE_BYTES + 2L * dataBytes, Long.BYTES);
        this.ring = new Ring(
                consumerPage, producerAndData, RingWindow.ofAll(producerAndData, PAGE_BYTES, dataBytes), dataBytes);
    }

    /** Reserves a record whose words all hold {@code value}; returns where it starts. */
    long append(int flags, int bytes, int value) {
        long start = produced;
        putInt(start, bytes | flags);
        for (int at = 0; at < bytes; at += Integer.BYTES) {
            putInt(start + Ring.HEADER_BYTES + at, value);
        }
        produced += (bytes + Ring.HEADER_BYTES + 7L) & ~7L;
        producerAndData.set(JAVA_LONG, 0, produced);
        return start;
    }

    void commit(long start, int bytes) {
        putInt(start, bytes);
    }

    long consumed() {
        return consumerPage.get(JAVA_LONG, 0);
    }

    private void putInt(long position, int value) {
        long offset = position % dataBytes;
        producerAndData.set(JAVA_INT, PAGE_BYTES + offset, value);
        producerAndData.set(JAVA_INT, PAGE_BYTES + dataBytes + offset, value);
    }
}
