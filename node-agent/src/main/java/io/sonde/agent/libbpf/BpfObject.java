// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/** One compiled file of kernel programs: opened, then configured, then loaded. Used by one thread at a time. */
public final class BpfObject implements AutoCloseable {
    /** struct bpf_object_open_opts of libbpf 1.1, which may grow but not change. */
    private static final StructLayout OPTIONS = MemoryLayout.structLayout(
            JAVA_LONG.withName("sz"),
            ADDRESS.withName("object_name"),
            JAVA_LONG.withName("relaxed_maps"),
            ADDRESS.withName("pin_root_path"),
            JAVA_LONG.withName("attach_prog_fd"),
            ADDRESS.withName("kconfig"),
            ADDRESS.withName("btf_custom_path"),
            ADDRESS.withName("kernel_log_buf"),
            JAVA_LONG.withName("kernel_log_size"),
            JAVA_INT.withName("kernel_log_level"),
            MemoryLayout.paddingLayout(4));

    /** Kernels before 6.4 fail the load where the log does not fit: it has room for the largest program. */
    private static final int LOG_BYTES = 1 << 20;

    private final LibBpf library;
    private final Path file;
    private final Arena arena;
    private final MemorySegment object;
    private final MemorySegment log;

    private BpfObject(LibBpf library, Path file, Arena arena, MemorySegment log) throws BpfFailure {
        this.library = library;
        this.file = file;
        this.arena = arena;
        this.log = log;
        MemorySegment path = arena.allocateFrom(file.toString());
        MemorySegment options = options(arena, log);
        this.object = MemorySegment.ofAddress(library.openFile().call(path.address(), options.address()));
        if (object.address() == 0) {
            throw BpfFailure.of("opening " + file.getFileName(), Errno.last());
        }
    }

    /** With {@code explain} a failing load says what the kernel wrote about it, which costs memory. */
    public static BpfObject open(LibBpf library, Path file, boolean explain) throws BpfFailure {
        if (!Files.isReadable(file)) {
            throw new BpfFailure("cannot read " + file + ": was it built (make -C bpf)?");
        }
        Arena arena = Arena.ofShared();
        try {
            return new BpfObject(library, file, arena, explain ? arena.allocate(LOG_BYTES) : MemorySegment.NULL);
        } catch (BpfFailure failure) {
            arena.close();
            throw failure;
        }
    }

    private static MemorySegment options(Arena arena, MemorySegment log) {
        MemorySegment options = arena.allocate(OPTIONS);
        options.set(JAVA_LONG, offset("sz"), OPTIONS.byteSize());
        options.set(ADDRESS, offset("kernel_log_buf"), log);
        options.set(JAVA_LONG, offset("kernel_log_size"), log.byteSize());
        return options;
    }

    private static long offset(String field) {
        return OPTIONS.byteOffset(PathElement.groupElement(field));
    }

    public BpfProgram program(String name) throws BpfFailure {
        MemorySegment text = arena.allocateFrom(name);
        MemorySegment program = MemorySegment.ofAddress(library.findProgram().call(object.address(), text.address()));
        if (program.address() == 0) {
            throw new BpfFailure(file.getFileName() + " has no program " + name);
        }
        return new BpfProgram(library, program, name);
    }

    public boolean hasMap(String name) {
        return findMap(name).address() != 0;
    }

    public BpfMap map(String name) throws BpfFailure {
        MemorySegment map = findMap(name);
        if (map.address() == 0) {
            throw new BpfFailure(file.getFileName() + " has no map " + name);
        }
        return new BpfMap(library, map, name);
    }

    private MemorySegment findMap(String name) {
        MemorySegment text = arena.allocateFrom(name);
        return MemorySegment.ofAddress(library.findMap().call(object.address(), text.address()));
    }

    public void load() throws BpfFailure {
        int result = (int) library.load().call(object.address());
        if (result < 0) {
            throw new BpfFailure(
                    BpfFailure.of("loading " + file.getFileName(), -result).reason() + kernelLog());
        }
    }

    private String kernelLog() {
        if (log.byteSize() == 0) {
            return "";
        }
        String text = VerifierLog.essence(log.getString(0));
        return text.isEmpty() ? "" : ": " + text;
    }

    @Override
    public void close() {
        long ignored = library.closeObject().call(object.address());
        arena.close();
    }
}
