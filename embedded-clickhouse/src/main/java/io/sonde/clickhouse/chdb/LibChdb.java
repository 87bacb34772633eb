// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The calls of libchdb that are safe to use, one handle each. Left out on purpose: {@code chdb_query_n} without parameters and
 * {@code chdb_shutdown}, after which nothing can connect again.
 */
record LibChdb(
        MethodHandle connect,
        MethodHandle close,
        MethodHandle execute,
        MethodHandle openStream,
        MethodHandle fetch,
        MethodHandle cancelStream,
        MethodHandle openInsert,
        MethodHandle append,
        MethodHandle finishInsert,
        MethodHandle insertError,
        MethodHandle destroyInsert,
        MethodHandle destroyResult,
        MethodHandle error,
        MethodHandle buffer,
        MethodHandle length,
        MethodHandle rowsRead,
        MethodHandle bytesRead,
        MethodHandle storageRowsRead,
        MethodHandle storageBytesRead,
        MethodHandle rowsWritten,
        MethodHandle bytesWritten) {

    /** Loads the library and keeps its hands off the signal handlers, which belong to the JVM. */
    static LibChdb load(Path file) {
        Symbols symbols = new Symbols(Linker.nativeLinker(), SymbolLookup.libraryLookup(file, Arena.global()));
        MethodHandle signalHandlers = symbols.procedure("chdb_set_signal_handlers_enabled", JAVA_INT);
        Native.run(() -> {
            signalHandlers.invokeExact(0);
        });
        return bind(symbols);
    }

    private static LibChdb bind(Symbols symbols) {
        return new LibChdb(
                symbols.function("chdb_connect", ADDRESS, JAVA_INT, ADDRESS),
                symbols.procedure("chdb_close_conn", ADDRESS),
                symbols.statement("chdb_query_with_params_n"),
                symbols.statement("chdb_stream_query_with_params_n"),
                symbols.function("chdb_stream_fetch_result", ADDRESS, ADDRESS, ADDRESS),
                symbols.procedure("chdb_stream_cancel_query", ADDRESS, ADDRESS),
                symbols.statement("chdb_stream_insert_with_params_n"),
                symbols.function("chdb_stream_append", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
                symbols.function("chdb_stream_done", ADDRESS, ADDRESS),
                symbols.function("chdb_stream_insert_error", ADDRESS, ADDRESS),
                symbols.procedure("chdb_destroy_insert_stream", ADDRESS),
                symbols.procedure("chdb_destroy_query_result", ADDRESS),
                symbols.function("chdb_result_error", ADDRESS, ADDRESS),
                symbols.function("chdb_result_buffer", ADDRESS, ADDRESS),
                symbols.function("chdb_result_length", JAVA_LONG, ADDRESS),
                symbols.function("chdb_result_rows_read", JAVA_LONG, ADDRESS),
                symbols.function("chdb_result_bytes_read", JAVA_LONG, ADDRESS),
                symbols.function("chdb_result_storage_rows_read", JAVA_LONG, ADDRESS),
                symbols.function("chdb_result_storage_bytes_read", JAVA_LONG, ADDRESS),
                symbols.function("chdb_result_rows_written", JAVA_LONG, ADDRESS),
                symbols.function("chdb_result_bytes_written", JAVA_LONG, ADDRESS));
    }

    /** Text of a C string that libchdb owns; empty for NULL. */
    static String text(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private record Symbols(Linker linker, SymbolLookup lookup) {
        MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
            return linker.downcallHandle(address(name), FunctionDescriptor.of(result, arguments));
        }

        MethodHandle procedure(String name, MemoryLayout... arguments) {
            return linker.downcallHandle(address(name), FunctionDescriptor.ofVoid(arguments));
        }

        /** Connection; text and format, each with its length; names and values of parameters, each with their lengths; count. */
        MethodHandle statement(String name) {
            return function(
                    name, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
                    JAVA_LONG);
        }

        private MemorySegment address(String name) {
            return lookup.find(name)
                    .orElseThrow(
                            () -> new EngineException("libchdb has no " + name + ": another version of it is there"));
        }
    }
}
