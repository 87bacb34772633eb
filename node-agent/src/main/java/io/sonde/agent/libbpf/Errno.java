// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * The error number of a native call. It is copied inside the call itself: between two calls the JVM makes system calls
 * of its own.
 */
final class Errno {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long OFFSET = STATE.byteOffset(PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> SLOT =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    private Errno() {}

    /** Where the next call of this thread leaves its error number: the first argument of each handle. */
    static MemorySegment slot() {
        return SLOT.get();
    }

    static int last() {
        return SLOT.get().get(JAVA_INT, OFFSET);
    }
}
