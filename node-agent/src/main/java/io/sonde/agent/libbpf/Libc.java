// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The system calls that Java has no words for. */
public final class Libc {
    private static final NativeFunction STRERROR = NativeFunction.ofLibc("strerror");
    private static final NativeFunction PAGE_SIZE = NativeFunction.ofLibc("getpagesize");
    private static final NativeFunction READ = NativeFunction.ofLibc("read");
    private static final NativeFunction CLOSE = NativeFunction.ofLibc("close");
    private static final NativeFunction MMAP = NativeFunction.ofLibc("mmap");
    private static final NativeFunction MUNMAP = NativeFunction.ofLibc("munmap");
    private static final NativeFunction MADVISE = NativeFunction.ofLibc("madvise");
    private static final NativeFunction UNSHARE = NativeFunction.ofLibc("unshare");
    private static final NativeFunction FLOCK = NativeFunction.ofLibc("flock");
    private static final NativeFunction SET_PRIORITY = NativeFunction.ofLibc("setpriority");
    private static final NativeFunction MOUNT = NativeFunction.ofLibc("mount");

    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final long MAP_FAILED = -1;
    private static final int CLONE_FS = 0x200;
    private static final int LOCK_EXCLUSIVE = 2;
    private static final int LOCK_NOW = 4;
    private static final int CLONE_NEWNS = 0x0002_0000;
    private static final long MS_RECURSIVE = 0x4000;
    private static final long MS_PRIVATE = 1 << 18;
    private static final int EAGAIN = 11;
    private static final int ERROR_TEXT_BYTES = 256;

    private Libc() {}

    public static int pageSize() {
        return (int) PAGE_SIZE.call();
    }

    /** Fills the buffer from its start; 0 at the end, -1 where the kernel wants to be asked again. */
    public static int read(int file, MemorySegment buffer) throws BpfFailure {
        long count = READ.call(file, buffer.address(), buffer.byteSize());
        if (count < 0 && Errno.last() != EAGAIN) {
            throw BpfFailure.of("reading from the kernel", Errno.last());
        }
        return (int) count;
    }

    public static void close(int file) {
        long ignored = CLOSE.call(file);
    }

    /** Memory that a kernel object shares with this process, until {@link #unmap}. */
    public static MemorySegment map(int file, long offset, long bytes, boolean writable) throws BpfFailure {
        int access = writable ? PROT_READ | PROT_WRITE : PROT_READ;
        long start = MMAP.call(0, bytes, access, MAP_SHARED, file, offset);
        if (start == MAP_FAILED) {
            throw BpfFailure.of("mapping " + bytes + " bytes of a kernel ring", Errno.last());
        }
        return MemorySegment.ofAddress(start).reinterpret(bytes);
    }

    public static void unmap(MemorySegment memory) {
        long ignored = MUNMAP.call(memory.address(), memory.byteSize());
    }

    /** What the kernel is to do with pages of this process; it may refuse. */
    public static void advise(long start, long bytes, int advice) {
        long ignored = MADVISE.call(start, bytes, advice);
    }

    /** From here on the calling thread has file systems of its own: what it mounts nobody else sees. */
    public static void separateMounts() throws BpfFailure {
        check("own mount namespace", UNSHARE.call(CLONE_NEWNS));
        mount("none", "/", "none", MS_RECURSIVE | MS_PRIVATE);
    }

    /** From here on the calling thread sees the file systems that this namespace has. */
    public static void enterMounts(String path) throws BpfFailure {
        check("own working directory", UNSHARE.call(CLONE_FS));
        NetworkCalls.enter(path, CLONE_NEWNS);
    }

    /** Nobody else can hold it until this file is closed; -1 where somebody does. */
    public static int lock(String directory) throws BpfFailure {
        int file = NetworkCalls.open(directory);
        if ((int) FLOCK.call(file, LOCK_EXCLUSIVE | LOCK_NOW) < 0) {
            close(file);
            return -1;
        }
        return file;
    }

    /** The calling thread comes before others (nice value, -20 to 19); false where that is not allowed. */
    public static boolean prefer(int nice) {
        return (int) SET_PRIORITY.call(0, 0, nice) == 0;
    }

    public static void mount(String fileSystem, String directory) throws BpfFailure {
        mount(fileSystem, directory, fileSystem, 0);
    }

    private static void mount(String source, String directory, String type, long flags) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocateFrom(source);
            MemorySegment to = arena.allocateFrom(directory);
            MemorySegment kind = arena.allocateFrom(type);
            check(
                    "mounting " + source + " on " + directory,
                    MOUNT.call(from.address(), to.address(), kind.address(), flags, 0));
        }
    }

    static String errorText(int errno) {
        MemorySegment text = MemorySegment.ofAddress(STRERROR.call(errno));
        return text.reinterpret(ERROR_TEXT_BYTES).getString(0) + " (errno " + errno + ")";
    }

    private static void check(String what, long result) throws BpfFailure {
        if ((int) result < 0) {
            throw BpfFailure.of(what, Errno.last());
        }
    }
}
