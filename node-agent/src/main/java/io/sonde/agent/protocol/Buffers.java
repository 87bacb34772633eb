// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/**
 * Memory for what waits for the rest of its message: lent to a connection as long as something waits, then to another one. Sizes are
 * powers of two; of each so many spare ones are kept as take {@link #SPARE_BYTES}, or one. One thread only.
 */
final class Buffers {
    static final byte[] NOTHING = new byte[0];

    private static final int SMALLEST_BITS = 6;
    private static final int SIZES = 12;
    private static final int SPARE_BYTES = 32 << 10;

    /** By size. */
    private final byte[][][] spare = new byte[SIZES][][];

    private final int[] count = new int[SIZES];

    Buffers() {
        for (int size = 0; size < SIZES; size++) {
            spare[size] = new byte[Math.max(1, SPARE_BYTES >> (size + SMALLEST_BITS))][];
        }
    }

    /** With room for so many bytes at least; what is in it means nothing. */
    byte[] take(int bytes) {
        int size = size(bytes);
        if (size >= SIZES) {
            return new byte[bytes];
        }
        return count[size] == 0 ? new byte[1 << (size + SMALLEST_BITS)] : spare[size][--count[size]];
    }

    /** Only what {@link #take} gave, once; nobody looks at it any more. */
    void giveBack(byte[] buffer) {
        int size = size(buffer.length);
        if (buffer.length == 0 || size >= SIZES) {
            return;
        }
        if (count[size] < spare[size].length) {
            spare[size][count[size]++] = buffer;
        }
    }

    /** Index of the smallest size that has room for so many bytes. */
    private static int size(int bytes) {
        return Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1) - SMALLEST_BITS);
    }
}
