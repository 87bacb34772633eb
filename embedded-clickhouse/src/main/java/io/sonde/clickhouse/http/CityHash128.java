// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** CityHash128 as of version 1.0.2, which later versions changed and ClickHouse's block framing kept. Little endian. */
final class CityHash128 {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long K3 = 0xc949d7c7509e6557L;
    private static final long MIX = 0x9ddfea08eb382d69L;

    record Hash(long low, long high) {}

    private final ByteBuffer bytes;
    private final int end;

    private CityHash128(ByteBuffer bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** Of at least 8 bytes; a frame has more. */
    static Hash of(byte[] data, int offset, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        CityHash128 hash = new CityHash128(bytes, offset + length);
        if (length < 16) {
            long low = bytes.getLong(offset) ^ length * K0;
            long high = bytes.getLong(offset + length - 8) ^ K1;
            return hash.brief(offset + length, low, high);
        }
        long low = bytes.getLong(offset) ^ K3;
        long high = bytes.getLong(offset + 8);
        int start = offset + 16;
        return hash.end - start < 128 ? hash.brief(start, low, high) : hash.full(start, low, high);
    }

    private Hash brief(int start, long low, long high) {
        int length = end - start;
        long a = low;
        long b = high;
        long c;
        long d;
        if (length <= 16) {
            a = shiftMix(a * K1) * K1;
            c = b * K1 + upTo16(start, length);
            d = shiftMix(a + (length >= 8 ? at(start) : c));
        } else {
            c = mix(at(end - 8) + K1, a);
            d = mix(b + length, c + at(end - 16));
            a += d;
            int position = start;
            for (int left = length - 16; left > 0; left -= 16) {
                a = (a ^ shiftMix(at(position) * K1) * K1) * K1;
                b ^= a;
                c = (c ^ shiftMix(at(position + 8) * K1) * K1) * K1;
                d ^= c;
                position += 16;
            }
        }
        a = mix(a, c);
        b = mix(d, b);
        return new Hash(a ^ b, mix(b, a));
    }

    private Hash full(int start, long low, long high) {
        int length = end - start;
        State state = new State(start, length, low, high);
        int position = start;
        int left = length;
        while (left >= 128) {
            state.round(position);
            state.round(position + 64);
            position += 128;
            left -= 128;
        }
        return state.finish(position, left);
    }

    private final class State {
        private long x;
        private long y;
        private long z;
        private Hash v;
        private Hash w;

        State(int start, int length, long low, long high) {
            x = low;
            y = high;
            z = length * K1;
            long first = Long.rotateRight(y ^ K1, 49) * K1 + at(start);
            v = new Hash(first, Long.rotateRight(first, 42) * K1 + at(start + 8));
            w = new Hash(Long.rotateRight(y + z, 35) * K1 + x, Long.rotateRight(x + at(start + 88), 53) * K1);
        }

        void round(int position) {
            x = Long.rotateRight(x + y + v.low + at(position + 16), 37) * K1 ^ w.high;
            y = Long.rotateRight(y + v.high + at(position + 48), 42) * K1 ^ v.low;
            z = Long.rotateRight(z ^ w.low, 33);
            v = weak(position, v.high * K1, x + w.low);
            w = weak(position + 32, z + w.high, y);
            long swapped = z;
            z = x;
            x = swapped;
        }

        Hash finish(int position, int left) {
            y += Long.rotateRight(w.low, 37) * K0 + z;
            x += Long.rotateRight(v.low + z, 49) * K0;
            for (int done = 32; done - 32 < left; done += 32) {
                int from = position + left - done;
                y = Long.rotateRight(y - x, 42) * K0 + v.high;
                long first = w.low + at(from + 16);
                x = Long.rotateRight(x, 49) * K0 + first;
                w = new Hash(first + v.low, w.high);
                v = weak(from, v.low, v.high);
            }
            x = mix(x, v.low);
            y = mix(y, w.low);
            return new Hash(mix(x + v.high, w.high) + y, mix(x + w.high, y + v.high));
        }
    }

    private Hash weak(int position, long a, long b) {
        long first = a + at(position);
        long last = at(position + 24);
        long second = Long.rotateRight(b + first + last, 21);
        long sum = first + at(position + 8) + at(position + 16);
        return new Hash(sum + last, second + Long.rotateRight(sum, 44) + first);
    }

    private long upTo16(int start, int length) {
        if (length > 8) {
            long last = at(start + length - 8);
            return mix(at(start), Long.rotateRight(last + length, length)) ^ last;
        }
        if (length >= 4) {
            return mix(length + (four(start) << 3), four(start + length - 4));
        }
        if (length > 0) {
            long y = one(start) + (one(start + (length >> 1)) << 8);
            long z = length + (one(start + length - 1) << 2);
            return shiftMix(y * K2 ^ z * K3) * K2;
        }
        return K2;
    }

    private long at(int position) {
        return bytes.getLong(position);
    }

    private long four(int position) {
        return Integer.toUnsignedLong(bytes.getInt(position));
    }

    private long one(int position) {
        return Byte.toUnsignedLong(bytes.get(position));
    }

    private static long shiftMix(long value) {
        return value ^ value >>> 47;
    }

    private static long mix(long u, long v) {
        long a = shiftMix((u ^ v) * MIX);
        return shiftMix((v ^ a) * MIX) * MIX;
    }
}
