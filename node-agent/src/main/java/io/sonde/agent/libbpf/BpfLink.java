// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.MemorySegment;

/** An attached program; closing detaches it. */
public final class BpfLink implements AutoCloseable {
    private final LibBpf library;
    private final MemorySegment link;

    BpfLink(LibBpf library, MemorySegment link) {
        this.library = library;
        this.link = link;
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
