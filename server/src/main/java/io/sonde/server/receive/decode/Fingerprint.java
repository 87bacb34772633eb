// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 64-bit hash of byte ranges: multiply two words to 128 bits and fold. It is stored in every row, so it may never change. An
 * order-independent hash of a set is the sum of its members' hashes.
 */
final class Fingerprint {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd numbers without a pattern in their bits: the fractions of the square roots of 2, 3 and 5. */
    private static final long A = 0x6a09e667f3bcc909L;

    private static final long B = 0xbb67ae8584caa73bL;
    private static final long C = 0x3c6ef372fe94f82bL;

    private Fingerprint() {}

    static long of(byte[] bytes, int from, int to) {
        long hash = fold(to - from + A, B);
        int i = from;
        while (to - i > 16) {
            hash = fold((long) LONG.get(bytes, i) ^ A ^ hash, (long) LONG.get(bytes, i + 8) ^ B);
            i += 16;
        }
        int rest = to - i;
        if (rest >= 8) {
            return last(hash, (long) LONG.get(bytes, i), (long) LONG.get(bytes, to - 8));
        }
        if (rest >= 4) {
            return last(hash, (int) INT.get(bytes, i), (int) INT.get(bytes, to - 4));
        }
        return last(hash, upToThree(bytes, i, rest), 0);
    }

    /** A hash of two hashes in their order. */
    static long join(long first, long second) {
        return fold(fold(first ^ A, C) ^ second, B);
    }

    private static long upToThree(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (bytes[from + i] & 0xff);
        }
        return value;
    }

    private static long last(long hash, long first, long second) {
        return fold(fold(first ^ B ^ hash, second ^ C), A ^ hash);
    }

    private static long fold(long x, long y) {
        return (x * y) ^ Math.unsignedMultiplyHigh(x, y);
    }
}
