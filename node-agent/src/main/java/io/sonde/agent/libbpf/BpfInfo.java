// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/** What the kernel tells of one of its objects: fields of {@code struct bpf_prog_info}, {@code bpf_link_info}, {@code bpf_map_info}. */
final class BpfInfo {
    /** Enough for each of them; newer kernels have more fields behind, which are not asked for. */
    private static final int BYTES = 232;

    static final long LINK_PROGRAM = 8;
    static final long MAP_ENTRIES = 16;
    /** Since Linux 5.12. */
    static final long PROGRAM_MISSES = 208;

    private BpfInfo() {}

    static int number(LibBpf library, int file, long offset) throws BpfFailure {
        return (int) field(library, file, offset, Integer.BYTES)
                .orElseThrow(() -> new BpfFailure("this kernel does not tell the field at " + offset));
    }

    /** Empty where this kernel is older than the field. */
    static OptionalLong longNumber(LibBpf library, int file, long offset) throws BpfFailure {
        return field(library, file, offset, Long.BYTES);
    }

    private static OptionalLong field(LibBpf library, int file, long offset, int bytes) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(BYTES, Long.BYTES);
            MemorySegment length = arena.allocateFrom(JAVA_INT, BYTES);
            int result = (int) library.objectInfo().call(file, info.address(), length.address());
            if (result < 0) {
                throw BpfFailure.of("asking the kernel about an object", -result);
            }
            if (length.get(JAVA_INT, 0) < offset + bytes) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(bytes == Long.BYTES ? info.get(JAVA_LONG, offset) : info.get(JAVA_INT, offset));
        }
    }
}
