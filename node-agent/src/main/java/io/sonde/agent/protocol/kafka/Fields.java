// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

import io.sonde.agent.protocol.Piece;

/** Reads fields one after the other, written the old or the compact way. Behind the end of what is there all are nothing. */
final class Fields {
    static final int ID = 16;

    private static final int MOST_TAGS = 16;

    private Piece piece = new Piece();
    private int at;
    private int end;
    private boolean compact;
    private boolean broken;
    private int textStart;
    private int textEnd;

    Fields in(Piece bytes, int from, int to, boolean written) {
        piece = bytes;
        at = from;
        end = Math.min(to, bytes.length());
        compact = written;
        broken = false;
        return this;
    }

    /** Something was not there, or made no sense. */
    boolean isBroken() {
        return broken;
    }

    void skip(long bytes) {
        if (bytes < 0 || bytes > end - at) {
            broken = true;
        } else {
            at += (int) bytes;
        }
    }

    int i16() {
        skip(2);
        return broken ? 0 : (short) piece.u16(at - 2);
    }

    int i32() {
        skip(4);
        return broken ? 0 : piece.i32(at - 4);
    }

    /** A text or nothing; see {@link #textStart}. */
    void text() {
        text(compact);
    }

    /** In the head of a request, the client's name is written the old way always. */
    void text(boolean written) {
        long length = written ? varint() - 1 : i16();
        textStart = at;
        skip(Math.max(0, length));
        textEnd = at;
    }

    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }

    /** How many follow. */
    int array() {
        long count = compact ? varint() - 1 : i32();
        return broken ? 0 : Math.clamp(count, 0, end);
    }

    /** Fields that not every version knows: passed over. */
    void tags() {
        long count = compact ? varint() : 0;
        if (count > MOST_TAGS) {
            broken = true;
        }
        for (int i = 0; i < count && !broken; i++) {
            varint();
            skip(varint());
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at >= end) {
                broken = true;
                return 0;
            }
            int b = piece.u8(at++);
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        broken = true;
        return 0;
    }
}
