// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Steps over the fields of a protobuf message; enough for the two small messages that a server answers with. */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private int position;
    private int field;
    private long number;
    private byte[] body = {};

    ProtoReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the next field; false at the end. Malformed input is an {@link IllegalArgumentException}. */
    boolean next() {
        if (position >= bytes.length) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        number = 0;
        body = new byte[0];
        switch ((int) tag & 7) {
            case VARINT -> number = varint();
            case FIXED64 -> skip(Long.BYTES);
            case FIXED32 -> skip(Integer.BYTES);
            case LENGTH_DELIMITED -> {
                long length = varint();
                int start = position;
                skip(length);
                body = Arrays.copyOfRange(bytes, start, position);
            }
            default -> throw new IllegalArgumentException("unknown wire type in " + bytes.length + " bytes");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** Value of a varint field. */
    long number() {
        return number;
    }

    /** Value of a length-delimited field. */
    byte[] body() {
        return body;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private void skip(long count) {
        if (count < 0 || count > bytes.length - position) {
            throw new IllegalArgumentException("message ends inside a field");
        }
        position += (int) count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position >= bytes.length) {
                throw new IllegalArgumentException("message ends inside a number");
            }
            byte b = bytes[position++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("number longer than 64 bits");
    }
}
