// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

/**
 * Reads the blocks of headers of one direction (RFC 7541). Of values that do not matter only the length is looked at. It bears what
 * a strict decoder may not: numbers of headers that were said before anybody looked.
 */
final class HpackDecoder {
    private static final int MOST_INTEGER_BYTES = 5;
    private static final int BROKEN = -1;

    /** A guess for names that were said before anybody looked. */
    private static final int USUAL_NAME = 12;

    private final Values values;
    private final HeaderTable table = new HeaderTable(HeaderTable.DEFAULT_BYTES);
    private final FieldValue value = new FieldValue();
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    /** Where the string that was read last lies. */
    private byte[] stringBytes = new byte[0];

    private int stringFrom;
    private int stringTo;

    HpackDecoder(Values values) {
        this.values = values;
    }

    HeaderTable table() {
        return table;
    }

    /** What was said is not known, or was not understood: only what follows counts. */
    void forget() {
        table.clear();
        table.limit(HeaderTable.MOST_BYTES);
    }

    /** Reads a whole block; false: it is none. */
    boolean decode(byte[] block, int from, int to, Fields into) {
        bytes = block;
        at = from;
        end = to;
        into.clear();
        while (at < end) {
            if (!field(bytes[at] & 0xff, into)) {
                return false;
            }
        }
        return true;
    }

    private boolean field(int first, Fields into) {
        if ((first & 0x80) != 0) {
            return indexed(integer(7), into);
        }
        if ((first & 0x40) != 0) {
            return literal(integer(6), true, into);
        }
        if ((first & 0x20) != 0) {
            int size = integer(5);
            table.limit(Math.max(0, size));
            return size >= 0;
        }
        return literal(integer(4), false, into);
    }

    private boolean indexed(int index, Fields into) {
        if (index <= 0) {
            return false;
        }
        Kind kind;
        if (index <= StaticTable.LENGTH) {
            kind = StaticTable.kind(index);
            StaticTable.value(index, value);
        } else {
            int dynamic = index - StaticTable.LENGTH - 1;
            kind = table.kind(dynamic);
            if (kind.matters()) {
                table.value(dynamic, value);
            }
        }
        into.take(kind, value);
        return true;
    }

    private boolean literal(int index, boolean add, Fields into) {
        if (index < 0) {
            return false;
        }
        Kind kind;
        int nameLength;
        if (index == 0) {
            nameLength = string(true);
            kind = nameLength > values.scratch.length ? Kind.OTHER : Kind.of(stringBytes, stringFrom, nameLength);
        } else if (index <= StaticTable.LENGTH) {
            kind = StaticTable.kind(index);
            nameLength = StaticTable.nameLength(index);
        } else {
            int dynamic = index - StaticTable.LENGTH - 1;
            kind = table.kind(dynamic);
            nameLength = kind == Kind.UNKNOWN ? USUAL_NAME : table.nameLength(dynamic);
        }
        return nameLength >= 0 && literalValue(kind, nameLength, add, into);
    }

    private boolean literalValue(Kind kind, int nameLength, boolean add, Fields into) {
        int length = string(kind.matters() || add);
        if (length < 0) {
            return false;
        }
        if (kind.matters()) {
            int shown = Math.min(length, stringTo - stringFrom);
            values.interpret(kind, stringBytes, stringFrom, stringFrom + shown, value);
        } else {
            value.clear();
        }
        into.take(kind, value);
        if (add) {
            table.add(kind, nameLength, length, value);
        }
        return true;
    }

    /** Passes over a string; returns its length, which is that of its code where it is not needed. */
    private int string(boolean needed) {
        if (at >= end) {
            return BROKEN;
        }
        boolean coded = (bytes[at] & 0x80) != 0;
        int length = integer(7);
        if (length < 0 || length > end - at) {
            return BROKEN;
        }
        int from = at;
        at += length;
        if (!coded || !needed) {
            stringBytes = bytes;
            stringFrom = from;
            stringTo = at;
            return length;
        }
        int decoded = Huffman.decode(bytes, from, at, values.scratch);
        stringBytes = values.scratch;
        stringFrom = 0;
        stringTo = Math.min(decoded, values.scratch.length);
        return decoded;
    }

    /** Reads a number that begins in the lower bits of this byte. */
    private int integer(int bits) {
        int most = (1 << bits) - 1;
        int result = bytes[at++] & most;
        if (result < most) {
            return result;
        }
        long sum = most;
        for (int i = 0; i < MOST_INTEGER_BYTES && at < end; i++) {
            byte next = bytes[at++];
            sum += (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return sum > Integer.MAX_VALUE ? BROKEN : (int) sum;
            }
        }
        return BROKEN;
    }
}
