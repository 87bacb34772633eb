// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Arrays;

/** Writes whole numbers, small ones in one byte. */
final class VarintWriter {
    static final int BITS = 7;
    static final int MASK = (1 << BITS) - 1;

    private byte[] bytes = new byte[256];
    private int length;

    void put(long number) {
        reserve(Long.BYTES + 2);
        long rest = number;
        while ((rest & ~MASK) != 0) {
            bytes[length++] = (byte) ((rest & MASK) | (1 << BITS));
            rest >>>= BITS;
        }
        bytes[length++] = (byte) rest;
    }

    /** All of another, after its length. */
    void put(VarintWriter part) {
        put(part.length);
        reserve(part.length);
        System.arraycopy(part.bytes, 0, bytes, length, part.length);
        length += part.length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void clear() {
        length = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
