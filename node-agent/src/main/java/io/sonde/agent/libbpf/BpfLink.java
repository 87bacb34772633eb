// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.OptionalLong;

/** An attached program; closing detaches it. */
public final class BpfLink implements AutoCloseable {
    private final LibBpf library;
    private final MemorySegment link;
    /** Of what is attached; lives as long as its object. */
    private final int program;

    private static final int NOT_OURS = -1;

    BpfLink(LibBpf library, MemorySegment link, int program) {
        this.library = library;
        this.link = link;
        this.program = program;
    }

    /** The link of a program that an earlier process attached and pinned here. */
    public static BpfLink pinned(LibBpf library, Path path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            MemorySegment link = MemorySegment.ofAddress(library.openLink().call(text.address()));
            if (link.address() == 0) {
                throw BpfFailure.of("opening " + path, Errno.last());
            }
            return new BpfLink(library, link, NOT_OURS);
        }
    }

    /** From now on the program stays attached when this process ends, until the file is removed. */
    public void pin(Path path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            int result = (int) library.pinLink().call(link.address(), text.address());
            if (result < 0) {
                throw BpfFailure.of("pinning " + path, -result);
            }
        }
    }

    /** How often the kernel did not run the program because it ran already; empty before Linux 5.12, which does not count it. */
    public OptionalLong missedRuns() throws BpfFailure {
        if (program != NOT_OURS) {
            return BpfInfo.longNumber(library, program, BpfInfo.PROGRAM_MISSES);
        }
        int file = (int) library.linkFile().call(link.address());
        int id = BpfInfo.number(library, file, BpfInfo.LINK_PROGRAM);
        int opened = (int) library.programById().call(id);
        if (opened < 0) {
            throw BpfFailure.of("opening a program that another agent had attached", -opened);
        }
        try {
            return BpfInfo.longNumber(library, opened, BpfInfo.PROGRAM_MISSES);
        } finally {
            Libc.close(opened);
        }
    }

    /** Starts one run of an iterator program; its output is read from the file, which the caller closes. */
    public int startIterator() throws BpfFailure {
        int file = (int) library.linkFile().call(link.address());
        int iterator = (int) library.createIterator().call(file);
        if (iterator < 0) {
            throw BpfFailure.of("starting an iterator", -iterator);
        }
        return iterator;
    }

    @Override
    public void close() {
        long ignored = library.destroyLink().call(link.address());
    }
}
