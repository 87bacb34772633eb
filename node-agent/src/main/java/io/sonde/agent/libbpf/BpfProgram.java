// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.MemorySegment;

/** One program of an object; lives as long as the object. */
public final class BpfProgram {
    private final LibBpf library;
    private final MemorySegment program;
    private final String name;

    BpfProgram(LibBpf library, MemorySegment program, String name) {
        this.library = library;
        this.program = program;
        this.name = name;
    }

    /** Before the object is loaded: leaves this program out. */
    public void skip() {
        long ignored = library.setAutoload().call(program.address(), 0);
    }

    /** To the hook that its section names. */
    public BpfLink attach() throws BpfFailure {
        MemorySegment link = MemorySegment.ofAddress(library.attach().call(program.address()));
        if (link.address() == 0) {
            throw BpfFailure.of("attaching " + name, Errno.last());
        }
        int file = (int) library.programFile().call(program.address());
        return new BpfLink(library, link, file);
    }
}
