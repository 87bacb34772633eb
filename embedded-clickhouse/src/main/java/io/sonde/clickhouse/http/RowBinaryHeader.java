// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.sonde.clickhouse.chdb.ByteSink;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Lets names and types of RowBinaryWithNamesAndTypes through once: in front of the first piece. */
final class RowBinaryHeader implements ByteSink {
    private final ByteSink next;
    private boolean seen;

    RowBinaryHeader(ByteSink next) {
        this.next = next;
    }

    @Override
    public void accept(MemorySegment piece) throws IOException {
        if (seen) {
            next.accept(piece.asSlice(headerBytes(piece)));
            return;
        }
        seen = true;
        next.accept(piece);
    }

    /** Number of columns, then their names, then their types; numbers are LEB128, texts have their length in front. */
    private static long headerBytes(MemorySegment piece) {
        Cursor cursor = new Cursor(piece);
        long texts = 2 * cursor.number();
        for (long i = 0; i < texts; i++) {
            long length = cursor.number();
            cursor.position += length;
        }
        return cursor.position;
    }

    private static final class Cursor {
        private final MemorySegment bytes;
        private long position;

        Cursor(MemorySegment bytes) {
            this.bytes = bytes;
        }

        long number() {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes.get(JAVA_BYTE, position++);
                value |= (next & 0x7FL) << shift;
                shift += 7;
            } while (next < 0);
            return value;
        }
    }
}
