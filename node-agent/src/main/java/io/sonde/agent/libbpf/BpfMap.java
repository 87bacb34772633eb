// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One map of an object; lives as long as the object. */
public final class BpfMap {
    private final LibBpf library;
    private final MemorySegment map;
    private final String name;

    BpfMap(LibBpf library, MemorySegment map, String name) {
        this.library = library;
        this.map = map;
        this.name = name;
    }

    /** The kernel's handle, once the object is loaded. */
    public int file() {
        return Downcalls.number(() -> (int) library.mapFile().invokeExact(Errno.slot(), map));
    }

    /** Before the object is loaded. */
    public void limit(int entries) throws BpfFailure {
        check("size of ", Downcalls.number(() ->
                (int) library.setMaxEntries().invokeExact(Errno.slot(), map, entries)));
    }

    /** Before the object is loaded: takes the map of another object instead of making one. */
    public void share(int file) throws BpfFailure {
        check("sharing ", Downcalls.number(() -> (int) library.reuseFile().invokeExact(Errno.slot(), map, file)));
    }

    /** Before the object is loaded: the first word of read-only data. */
    public void presetInt(int value) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_LONG);
            MemorySegment data = Downcalls.pointer(
                    () -> (MemorySegment) library.initialValue().invokeExact(Errno.slot(), map, size));
            if (data.address() == 0 || size.get(JAVA_LONG, 0) < JAVA_INT.byteSize()) {
                throw new BpfFailure(name + " holds no number");
            }
            data.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, value);
        }
    }

    /** Sum over all CPUs of one slot of a per-CPU array of 64-bit counters. */
    public long sum(int slot) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(JAVA_INT, slot);
            MemorySegment values = arena.allocate(JAVA_LONG, library.cpus());
            int file = file();
            check("reading ", Downcalls.number(() ->
                    (int) library.lookup().invokeExact(Errno.slot(), file, key, values)));
            return values.elements(JAVA_LONG)
                    .mapToLong(value -> value.get(JAVA_LONG, 0))
                    .sum();
        }
    }

    private void check(String what, int result) throws BpfFailure {
        if (result < 0) {
            throw BpfFailure.of(what + name, -result);
        }
    }
}
