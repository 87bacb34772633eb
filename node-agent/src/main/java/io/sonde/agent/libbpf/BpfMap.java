// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** One map: of an object, as long as that lives, or one that an earlier process left pinned. */
public final class BpfMap {
    /** 100 KB for what is copied; more than stand in one bucket, which is copied as a whole. */
    private static final int BATCH_ENTRIES = 4096;

    /** ENOENT: the walk is at its end. */
    private static final int NO_MORE = 2;

    private final LibBpf library;
    private final MemorySegment map;
    private final String name;
    /** Of a pinned map; of others the object knows it. */
    private final int pinned;

    private static final int NOT_PINNED = -1;

    BpfMap(LibBpf library, MemorySegment map, String name) {
        this(library, map, name, NOT_PINNED);
    }

    private BpfMap(LibBpf library, MemorySegment map, String name, int pinned) {
        this.library = library;
        this.map = map;
        this.name = name;
        this.pinned = pinned;
    }

    /** Open as long as this process lives. */
    public static BpfMap pinned(LibBpf library, Path path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            int file = (int) library.openPinned().call(text.address());
            if (file < 0) {
                throw BpfFailure.of("opening " + path, -file);
            }
            return new BpfMap(library, MemorySegment.NULL, path.getFileName().toString(), file);
        }
    }

    /** From now on the map outlives this process, until the file is removed. */
    public void pin(Path path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            check("pinning ", library.pinMap().call(map.address(), text.address()));
        }
    }

    /** The first word of a map with one entry. */
    public void setInt(int value) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(JAVA_INT, 0);
            MemorySegment word = arena.allocateFrom(JAVA_INT, value);
            check("setting ", library.update().call(file(), key.address(), word.address(), 0));
        }
    }

    /** Adds or replaces an entry; both segments belong to the caller and are used again. */
    public void put(MemorySegment key, MemorySegment value) throws BpfFailure {
        check("changing ", library.update().call(file(), key.address(), value.address(), 0));
    }

    /** The kernel's handle, once the object is loaded. */
    public int file() {
        return pinned == NOT_PINNED ? (int) library.mapFile().call(map.address()) : pinned;
    }

    /** Its limit, in bytes for a ring; once it is loaded. */
    public int entries() throws BpfFailure {
        return BpfInfo.number(library, file(), BpfInfo.MAP_ENTRIES);
    }

    /** Gives back the handle of a pinned map. */
    public void close() {
        if (pinned != NOT_PINNED) {
            Libc.close(pinned);
        }
    }

    /** Before the object is loaded. */
    public void limit(int entries) throws BpfFailure {
        check("size of ", library.setMaxEntries().call(map.address(), entries));
    }

    /** Before the object is loaded: takes the map of another object instead of making one. */
    public void share(int file) throws BpfFailure {
        check("sharing ", library.reuseFile().call(map.address(), file));
    }

    /** Before the object is loaded: the first word of a program's data. */
    public void presetInt(int value) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_LONG);
            MemorySegment data = MemorySegment.ofAddress(library.initialValue().call(map.address(), size.address()));
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
            check("reading ", library.lookup().call(file(), key.address(), values.address()));
            return values.elements(JAVA_LONG)
                    .mapToLong(value -> value.get(JAVA_LONG, 0))
                    .sum();
        }
    }

    /**
     * Entries of a hash: the kernel does not count them, so they are walked over, many at a time. One that comes or goes
     * meanwhile may be missed.
     */
    public long count(int keyBytes, int valueBytes) throws BpfFailure {
        return show(keyBytes, valueBytes, (keys, values, entries) -> {});
    }

    /** Is shown many entries at a time; the memory is used again. */
    public interface BatchVisitor {
        void visit(MemorySegment keys, MemorySegment values, int entries);
    }

    /** Like {@link #count}, and shows the entries. */
    public long show(int keyBytes, int valueBytes, BatchVisitor visitor) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment keys = arena.allocate((long) keyBytes * BATCH_ENTRIES, Long.BYTES);
            MemorySegment values = arena.allocate((long) valueBytes * BATCH_ENTRIES, Long.BYTES);
            MemorySegment place = arena.allocate(Long.BYTES, Long.BYTES);
            MemorySegment entries = arena.allocate(JAVA_INT);
            MemorySegment from = MemorySegment.NULL;
            int file = file();
            long counted = 0;
            while (true) {
                entries.set(JAVA_INT, 0, BATCH_ENTRIES);
                int result = (int) library.lookupBatch()
                        .call(
                                file,
                                from.address(),
                                place.address(),
                                keys.address(),
                                values.address(),
                                entries.address());
                if (result < 0 && result != -NO_MORE) {
                    throw BpfFailure.of("counting " + name, -result);
                }
                int found = entries.get(JAVA_INT, 0);
                visitor.visit(keys, values, found);
                counted += found;
                if (result < 0) {
                    return counted;
                }
                from = place;
            }
        }
    }

    private void check(String what, long answer) throws BpfFailure {
        int result = (int) answer;
        if (result < 0) {
            throw BpfFailure.of(what + name, -result);
        }
    }
}
