// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mongodb;

import io.sonde.agent.protocol.Piece;

/** Goes through the fields of a document, as far as it is there. Read again and again. */
final class Bson {
    static final int DOUBLE = 1;
    static final int STRING = 2;
    static final int DOCUMENT = 3;
    static final int ARRAY = 4;
    static final int BOOLEAN = 8;
    static final int INT32 = 0x10;
    static final int INT64 = 0x12;

    private static final int LENGTH = 4;
    private static final int LONGEST_NAME = 256;

    private Piece piece = new Piece();
    private int at;
    private int end;
    private int type;
    private int nameStart;
    private int nameEnd;
    private int value;
    private int valueEnd;

    /** The document that begins at {@code start}. */
    Bson in(Piece bytes, int start) {
        piece = bytes;
        at = start + LENGTH;
        long length = start + LENGTH <= bytes.length() ? bytes.i32Little(start) : 0;
        end = Math.clamp(start + length - 1, 0, bytes.length());
        valueEnd = at;
        return this;
    }

    /** The next field; false: there is none, or it is not here. Its value need not be here as a whole. */
    boolean next() {
        at = valueEnd;
        if (at < 0 || at >= end || piece.get(at) == 0) {
            return false;
        }
        type = piece.u8(at);
        nameStart = at + 1;
        nameEnd = piece.indexOf((byte) 0, nameStart, Math.min(end, nameStart + LONGEST_NAME));
        if (nameEnd < 0) {
            return false;
        }
        value = nameEnd + 1;
        long size = size();
        valueEnd = (int) Math.min(Integer.MAX_VALUE, value + size);
        return size >= 0;
    }

    private long size() {
        return switch (type) {
            case DOUBLE, 9, 0x11, INT64 -> 8;
            case STRING, 0x0d, 0x0e -> LENGTH + length();
            case DOCUMENT, ARRAY, 0x0f -> Math.max(LENGTH, length());
            case 5 -> LENGTH + 1 + length();
            case 6, 0x0a, 0x7f, 0xff -> 0;
            case 7 -> 12;
            case BOOLEAN -> 1;
            case INT32 -> 4;
            case 0x0c -> LENGTH + length() + 12;
            case 0x13 -> 16;
            default -> -1;
        };
    }

    /** What the value says of its length; far more than there is if that is not here or nonsense. */
    private long length() {
        long length = value + LENGTH <= piece.length() ? piece.i32Little(value) : Integer.MAX_VALUE;
        return length < 0 ? Integer.MAX_VALUE : length;
    }

    int type() {
        return type;
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }

    boolean is(String name) {
        if (nameEnd - nameStart != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (piece.get(nameStart + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the whole value is here. */
    boolean isHere() {
        return valueEnd <= piece.length();
    }

    /** Where a document, an array, or the length of a text begins. */
    int start() {
        return value;
    }

    int textStart() {
        return value + LENGTH;
    }

    /** Without the zero. */
    int textEnd() {
        return valueEnd - 1;
    }

    /** The value as a whole number, of whatever kind of number it is; 0: it is none, or not here. */
    long number() {
        if (!isHere()) {
            return 0;
        }
        return switch (type) {
            case DOUBLE -> (long) Double.longBitsToDouble(i64());
            case INT32 -> piece.i32Little(value);
            case INT64 -> i64();
            case BOOLEAN -> piece.u8(value);
            default -> 0;
        };
    }

    private long i64() {
        return (piece.i32Little(value) & 0xffff_ffffL) | ((long) piece.i32Little(value + 4) << 32);
    }
}
