// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer that speaks the protobuf wire format. Nested messages are opened, filled and closed; their length is
 * patched in when they close, so nothing is measured beforehand and nothing is allocated but the buffer itself.
 */
final class ProtoBuffer {
    private static final VarHandle LITTLE_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    /** Bytes held free for a length: most points and attribute-laden messages are 128 to 16,383 bytes long. */
    private static final int RESERVED_LENGTH_BYTES = 2;

    /** A varint of 64 bits takes this many bytes at most. */
    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes;
    private int size;

    ProtoBuffer(int initialBytes) {
        bytes = new byte[initialBytes];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Opens a nested message; the answer goes to {@link #close}. */
    int open(int field) {
        tag(field, LENGTH_DELIMITED);
        int mark = size;
        ensure(RESERVED_LENGTH_BYTES);
        size += RESERVED_LENGTH_BYTES;
        return mark;
    }

    /** Closes the message opened at {@code mark}: its length goes in front, its body moves where that needs more room. */
    void close(int mark) {
        int body = mark + RESERVED_LENGTH_BYTES;
        int length = size - body;
        int lengthBytes = varintBytes(length);
        if (lengthBytes != RESERVED_LENGTH_BYTES) {
            ensure(MAX_VARINT_BYTES);
            System.arraycopy(bytes, body, bytes, mark + lengthBytes, length);
        }
        size = mark;
        varint(length);
        size += length;
    }

    void raw(byte[] source) {
        ensure(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    void overwrite(int position, byte value) {
        bytes[position] = value;
    }

    void bytesField(int field, byte[] value) {
        lengthPrefix(field, value.length);
        raw(value);
    }

    /** Starts a length-delimited field whose body the caller writes next and knows the size of. */
    void lengthPrefix(int field, int length) {
        tag(field, LENGTH_DELIMITED);
        ensure(MAX_VARINT_BYTES);
        varint(length);
    }

    void varintField(int field, long value) {
        tag(field, VARINT);
        ensure(MAX_VARINT_BYTES);
        varint(value);
    }

    /** One value of a packed field. */
    void varintValue(long value) {
        ensure(MAX_VARINT_BYTES);
        varint(value);
    }

    void fixed64Field(int field, long value) {
        tag(field, FIXED64);
        fixed64(value);
    }

    void doubleField(int field, double value) {
        fixed64Field(field, Double.doubleToRawLongBits(value));
    }

    void fixed64(long value) {
        ensure(Long.BYTES);
        LITTLE_ENDIAN_LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Eight bytes as they are read from left to right: half of a trace's id. */
    void bigEndian(long value) {
        fixed64(Long.reverseBytes(value));
    }

    static byte lengthDelimitedTag(int field) {
        return (byte) (field << 3 | LENGTH_DELIMITED);
    }

    private void tag(int field, int wireType) {
        ensure(MAX_VARINT_BYTES);
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private static int varintBytes(int value) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
