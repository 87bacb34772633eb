// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What a native call has given back; owns it until closed. */
record Result(LibChdb lib, MemorySegment handle) implements AutoCloseable {
    static Result of(LibChdb lib, MemorySegment handle) {
        if (handle.address() == 0) {
            throw new EngineException("libchdb gave no result");
        }
        return new Result(lib, handle);
    }

    /** Empty when all went well. */
    String error() {
        return LibChdb.text(Native.call(() -> (MemorySegment) lib.error().invokeExact(handle)));
    }

    void throwIfFailed() {
        String error = error();
        if (!error.isEmpty()) {
            throw new EngineException(error);
        }
    }

    /** Read-only bytes, valid until this is closed. */
    MemorySegment content() {
        long length = number(lib.length());
        return length == 0
                ? MemorySegment.NULL
                : Native.call(() -> (MemorySegment) lib.buffer().invokeExact(handle))
                        .reinterpret(length);
    }

    Totals totals() {
        return new Totals(
                number(lib.storageRowsRead()),
                number(lib.storageBytesRead()),
                number(lib.rowsWritten()),
                number(lib.bytesWritten()),
                number(lib.rowsRead()));
    }

    private long number(MethodHandle getter) {
        return Native.call(() -> (long) getter.invokeExact(handle));
    }

    @Override
    public void close() {
        Native.run(() -> {
            lib.destroyResult().invokeExact(handle);
        });
    }
}
