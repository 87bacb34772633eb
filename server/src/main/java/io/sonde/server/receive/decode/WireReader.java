// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads protobuf's wire format in place. It stands at a position inside a message and never reads beyond that message's end;
 * embedded messages are read by {@link #enter} and {@link #leave}.
 */
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_VARINT_SHIFT = 63;

    private final byte[] bytes;
    private int position;
    private int end;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    boolean hasMore() {
        return position < end;
    }

    /** Goes to a message that was seen before. */
    void at(int from, int to) {
        position = from;
        end = to;
    }

    /** Field number and wire type of what comes next. */
    int tag() throws MalformedException {
        long tag = varint();
        if (tag >>> 3 == 0 || tag >>> 32 != 0) {
            throw new MalformedException("not a protobuf field at byte " + position);
        }
        return (int) tag;
    }

    static int field(int tag) {
        return tag >>> 3;
    }

    static int tag(int field, int wireType) {
        return field << 3 | wireType;
    }

    long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
            if (position >= end) {
                throw truncated();
            }
            byte b = bytes[position++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedException("a number is longer than ten bytes at byte " + position);
    }

    /** A number in zigzag encoding (sint32, sint64). */
    long zigzag() throws MalformedException {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    long fixed64() throws MalformedException {
        if (end - position < Long.BYTES) {
            throw truncated();
        }
        long value = (long) LONG.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    int fixed32() throws MalformedException {
        if (end - position < Integer.BYTES) {
            throw truncated();
        }
        int value = (int) INT.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    double doubleValue() throws MalformedException {
        return Double.longBitsToDouble(fixed64());
    }

    /** Reads a length and checks that so many bytes follow. */
    int length() throws MalformedException {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw truncated();
        }
        return (int) length;
    }

    /** Passes over an embedded message and returns the hash of its bytes. */
    long hash() throws MalformedException {
        int length = length();
        int from = position;
        position += length;
        return Fingerprint.of(bytes, from, position);
    }

    /** Goes into an embedded message; what is returned is given back to {@link #leave}. */
    int enter() throws MalformedException {
        int length = length();
        int outerEnd = end;
        end = position + length;
        return outerEnd;
    }

    /** Goes behind the embedded message, wherever the position is inside it. */
    void leave(int outerEnd) {
        position = end;
        end = outerEnd;
    }

    void skip(int tag) throws MalformedException {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> skipBytes(Long.BYTES);
            case BYTES -> skipBytes(length());
            case FIXED32 -> skipBytes(Integer.BYTES);
            default -> throw new MalformedException("unknown wire type " + (tag & 7) + " at byte " + position);
        }
    }

    void skipBytes(int count) throws MalformedException {
        if (count > end - position) {
            throw truncated();
        }
        position += count;
    }

    private MalformedException truncated() {
        return new MalformedException("the message ends too early at byte " + position);
    }
}
