// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** A statement laid out in native memory, as the three calls that start one want it. */
record NativeStatement(MemorySegment sql, MemorySegment format, Strings names, Strings values) {
    static NativeStatement of(Statement statement, Arena arena) {
        return new NativeStatement(
                bytes(statement.sql(), arena),
                bytes(statement.format(), arena),
                Strings.of(statement.parameters().keySet(), arena),
                Strings.of(statement.parameters().values(), arena));
    }

    MemorySegment start(MethodHandle call, MemorySegment connection) {
        return Native.call(() -> (MemorySegment) call.invokeExact(
                connection,
                sql,
                sql.byteSize(),
                format,
                format.byteSize(),
                names.pointers,
                names.lengths,
                values.pointers,
                values.lengths,
                names.count));
    }

    private static MemorySegment bytes(String text, Arena arena) {
        return arena.allocateFrom(JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
    }

    record Strings(MemorySegment pointers, MemorySegment lengths, long count) {
        static Strings of(Collection<String> texts, Arena arena) {
            List<MemorySegment> segments =
                    texts.stream().map(text -> bytes(text, arena)).toList();
            MemorySegment pointers = arena.allocate(ADDRESS, segments.size());
            MemorySegment lengths = arena.allocate(JAVA_LONG, segments.size());
            for (int i = 0; i < segments.size(); i++) {
                pointers.setAtIndex(ADDRESS, i, segments.get(i));
                lengths.setAtIndex(JAVA_LONG, i, segments.get(i).byteSize());
            }
            return new Strings(pointers, lengths, segments.size());
        }
    }
}
