// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.sonde.server.store.block.Bytes;
import io.sonde.server.store.block.TextColumn;

/** Trace and span ids: stored in lower-case hex, empty when there is none. */
final class HexId {
    static final int TRACE_BYTES = 16;
    static final int SPAN_BYTES = 8;

    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private final Bytes hex = new Bytes(2 * TRACE_BYTES);

    /** Whether this is an id: of the right length and not all zeros, which means none. */
    static boolean isId(Range range, WireReader in, int bytes) {
        return range.length() == bytes && !isZero(range, in);
    }

    /** Whether this is an id or none. */
    static boolean isIdOrNone(Range range, WireReader in, int bytes) {
        return range.length() == bytes || range.length() == 0 || isZero(range, in);
    }

    void add(Range range, WireReader in, TextColumn column) {
        hex.clear();
        if (!isZero(range, in)) {
            for (int i = range.from(); i < range.to(); i++) {
                hex.putByte(DIGITS[(in.bytes()[i] & 0xf0) >> 4]);
                hex.putByte(DIGITS[in.bytes()[i] & 0x0f]);
            }
        }
        column.add(hex);
    }

    private static boolean isZero(Range range, WireReader in) {
        for (int i = range.from(); i < range.to(); i++) {
            if (in.bytes()[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
