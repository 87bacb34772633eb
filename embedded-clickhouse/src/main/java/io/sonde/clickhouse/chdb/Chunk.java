// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Rows on their way from a stream to native memory. Kept by a connection, so that inserts make no garbage. */
final class Chunk implements AutoCloseable {
    /** Large enough that a call's cost does not matter, small beside a batch. */
    private static final int BYTES = 1 << 20;

    private final Arena arena = Arena.ofShared();
    private final byte[] read = new byte[BYTES];
    private final MemorySegment content = arena.allocate(BYTES);

    /** As much as there is room for; 0 at the end. */
    int fill(InputStream rows) throws IOException {
        int length = rows.readNBytes(read, 0, BYTES);
        MemorySegment.copy(read, 0, content, JAVA_BYTE, 0, length);
        return length;
    }

    MemorySegment content() {
        return content;
    }

    @Override
    public void close() {
        arena.close();
    }
}
