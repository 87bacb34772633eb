// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Rows on their way into a table. Data never stands in the text of a statement: libchdb would cut it at whatever looks like a
 * statement's end. Closed before its end, it stores nothing of what the engine has not yet made into a block.
 */
final class InsertStream implements AutoCloseable {
    private final LibChdb lib;
    private final MemorySegment handle;

    private InsertStream(LibChdb lib, MemorySegment handle) {
        this.lib = lib;
        this.handle = handle;
    }

    static InsertStream open(LibChdb lib, MemorySegment connection, Statement statement) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = NativeStatement.of(statement, arena).start(lib.openInsert(), connection);
            InsertStream stream = new InsertStream(lib, handle);
            String error = stream.error();
            if (!error.isEmpty()) {
                stream.close();
                throw new EngineException(error);
            }
            return stream;
        }
    }

    Totals send(InputStream rows, Chunk chunk) throws IOException {
        long length;
        while ((length = chunk.fill(rows)) > 0) {
            append(chunk.content(), length);
        }
        return finish();
    }

    private void append(MemorySegment data, long length) {
        int state = Native.call(() -> (int) lib.append().invokeExact(handle, data, length));
        if (state != 0) {
            String error = error();
            throw new EngineException(error.isEmpty() ? "libchdb refused data of an insert" : error);
        }
    }

    private Totals finish() {
        MemorySegment done =
                Native.call(() -> (MemorySegment) lib.finishInsert().invokeExact(handle));
        try (Result result = Result.of(lib, done)) {
            result.throwIfFailed();
            return result.totals();
        }
    }

    private String error() {
        return LibChdb.text(Native.call(() -> (MemorySegment) lib.insertError().invokeExact(handle)));
    }

    @Override
    public void close() {
        Native.run(() -> {
            lib.destroyInsert().invokeExact(handle);
        });
    }
}
