// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** An attached program; closing detaches it. */
public final class BpfLink implements AutoCloseable {
    private final LibBpf library;
    private final MemorySegment link;

    BpfLink(LibBpf library, MemorySegment link) {
        this.library = library;
        this.link = link;
    }

    /** The link of a program that an earlier process attached and pinned here. */
    public static BpfLink pinned(LibBpf library, Path path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            MemorySegment link =
                    Downcalls.pointer(() -> (MemorySegment) library.openLink().invokeExact(Errno.slot(), text));
            if (link.address() == 0) {
                throw BpfFailure.of("opening " + path, Errno.last());
            }
            return new BpfLink(library, link);
        }
    }

    /** From now on the program stays attached when this process ends, until the file is removed. */
    public void pin(Path path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            int result = Downcalls.number(() -> (int) library.pinLink().invokeExact(Errno.slot(), link, text));
            if (result < 0) {
                throw BpfFailure.of("pinning " + path, -result);
            }
        }
    }

    /** Starts one run of an iterator program; its output is read from the file, which the caller closes. */
    public int startIterator() throws BpfFailure {
        int file = Downcalls.number(() -> (int) library.linkFile().invokeExact(Errno.slot(), link));
        int iterator = Downcalls.number(() -> (int) library.createIterator().invokeExact(Errno.slot(), file));
        if (iterator < 0) {
            throw BpfFailure.of("starting an iterator", -iterator);
        }
        return iterator;
    }

    @Override
    public void close() {
        int ignored = Downcalls.number(() -> (int) library.destroyLink().invokeExact(Errno.slot(), link));
    }
}
