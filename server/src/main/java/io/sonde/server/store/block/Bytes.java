// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end; numbers are little-endian, as in the Native format. Not for several threads. */
public final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array;
    private int size;

    public Bytes(int capacity) {
        array = new byte[Math.max(capacity, Long.BYTES)];
    }

    public byte[] array() {
        return array;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Forgets what came after the given size. */
    public void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    public void putByte(int value) {
        ensure(1);
        array[size++] = (byte) value;
    }

    public void putInt(int value) {
        ensure(Integer.BYTES);
        INT.set(array, size, value);
        size += Integer.BYTES;
    }

    public void putLong(long value) {
        ensure(Long.BYTES);
        LONG.set(array, size, value);
        size += Long.BYTES;
    }

    /** Adds bytes that are all zero, to be set later; returns where they begin. */
    public int putZeros(int count) {
        ensure(count);
        int start = size;
        Arrays.fill(array, start, start + count, (byte) 0);
        size += count;
        return start;
    }

    /** Changes what was put before. */
    public void setLong(int position, long value) {
        LONG.set(array, position, value);
    }

    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    public void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            putByte((int) rest | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    public void put(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, array, size, to - from);
        size += to - from;
    }

    public void put(Bytes source) {
        put(source.array, 0, source.size);
    }

    /** The text in UTF-8, without its length. */
    public void putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        put(encoded, 0, encoded.length);
    }

    /** The text in UTF-8 after its length: a value of the type String. */
    public void putString(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putVarint(encoded.length);
        put(encoded, 0, encoded.length);
    }

    public String text(int from) {
        return new String(array, from, size - from, StandardCharsets.UTF_8);
    }

    /** Makes room, so that the next puts do not have to grow one by one. */
    public void ensure(int more) {
        int needed = Math.addExact(size, more);
        if (needed > array.length) {
            // Half again as much: few copies, little waste.
            array = Arrays.copyOf(array, Math.max(needed, array.length + (array.length >> 1)));
        }
    }
}
