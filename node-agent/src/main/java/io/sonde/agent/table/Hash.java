// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.table;

/** Spreads keys that differ in a few bits only: pointers, inodes and addresses. */
public final class Hash {
    /** 2^64 divided by the golden ratio: multiples of it fall evenly. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hash() {}

    public static int spread(long key) {
        long mixed = key * GOLDEN;
        mixed ^= mixed >>> 29;
        mixed *= GOLDEN;
        return (int) (mixed >>> 32);
    }

    /** Joins a further part of a key. */
    public static long join(long hash, long part) {
        return (Long.rotateLeft(hash, 23) ^ part) * GOLDEN;
    }
}
