// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import java.nio.charset.StandardCharsets;

/** Bytes of one direction that lie one behind the other, and when they passed. Reused: nobody keeps it. */
public final class Piece {
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private long startNanos;
    private long endNanos;

    /** Positions below are counted from {@code start}. */
    public Piece set(byte[] in, int from, int to, long firstNanos, long lastNanos) {
        bytes = in;
        start = from;
        end = to;
        startNanos = firstNanos;
        endNanos = lastNanos;
        return this;
    }

    public int length() {
        return end - start;
    }

    /** When the first byte passed, by the monotonic clock: of bytes sent, when the program handed them over. */
    public long startNanos() {
        return startNanos;
    }

    /** When the last byte that is here passed. */
    public long endNanos() {
        return endNanos;
    }

    /** For reading long stretches; positions in it begin at {@link #start}. Never to be changed or kept. */
    public byte[] array() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public byte get(int at) {
        return bytes[start + at];
    }

    public int u8(int at) {
        return bytes[start + at] & 0xff;
    }

    public int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    public int u24(int at) {
        return u8(at) << 16 | u16(at + 1);
    }

    public int i32(int at) {
        return u16(at) << 16 | u16(at + 2);
    }

    public long i64(int at) {
        return (long) i32(at) << 32 | (i32(at + 4) & 0xffff_ffffL);
    }

    public int u16Little(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    public int u24Little(int at) {
        return u16Little(at) | u8(at + 2) << 16;
    }

    public int i32Little(int at) {
        return u16Little(at) | u16Little(at + 2) << 16;
    }

    /** Also true of as many bytes as are there, where they are fewer. */
    public boolean mayStartWith(byte[] expected) {
        int common = Math.min(expected.length, length());
        for (int i = 0; i < common; i++) {
            if (get(i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    public boolean startsWith(byte[] expected) {
        return length() >= expected.length && mayStartWith(expected);
    }

    /** @return where the byte is first found from {@code from} on, before {@code to}; -1: nowhere */
    public int indexOf(byte wanted, int from, int to) {
        int last = Math.min(to, length());
        for (int i = from; i < last; i++) {
            if (get(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** For what is rare: makes garbage. */
    public String text(int from, int to) {
        return new String(bytes, start + from, to - from, StandardCharsets.UTF_8);
    }
}
