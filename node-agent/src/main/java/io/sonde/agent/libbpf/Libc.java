// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static io.sonde.agent.libbpf.Downcalls.number;
import static io.sonde.agent.libbpf.Downcalls.pointer;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The system calls that Java has no words for. */
public final class Libc {
    private static final Downcalls LIBC = Downcalls.ofLibc();
    private static final MethodHandle STRERROR = LIBC.bind("strerror", ADDRESS, JAVA_INT);
    private static final MethodHandle PAGE_SIZE = LIBC.bind("getpagesize", JAVA_INT);
    private static final MethodHandle READ = LIBC.bind("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = LIBC.bind("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle MMAP =
            LIBC.bind("mmap", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle MUNMAP = LIBC.bind("munmap", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle UNSHARE = LIBC.bind("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle FLOCK = LIBC.bind("flock", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SET_PRIORITY = LIBC.bind("setpriority", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle MOUNT =
            LIBC.bind("mount", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);

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
        return number(() -> (int) PAGE_SIZE.invokeExact(Errno.slot()));
    }

    /** Fills the buffer from its start; 0 at the end, -1 where the kernel wants to be asked again. */
    public static int read(int file, MemorySegment buffer) throws BpfFailure {
        long count = Downcalls.longNumber(() -> (long) READ.invokeExact(Errno.slot(), file, buffer, buffer.byteSize()));
        if (count < 0 && Errno.last() != EAGAIN) {
            throw BpfFailure.of("reading from the kernel", Errno.last());
        }
        return (int) count;
    }

    public static void close(int file) {
        int ignored = number(() -> (int) CLOSE.invokeExact(Errno.slot(), file));
    }

    /** Memory that a kernel object shares with this process, until {@link #unmap}. */
    public static MemorySegment map(int file, long offset, long bytes, boolean writable) throws BpfFailure {
        int access = writable ? PROT_READ | PROT_WRITE : PROT_READ;
        MemorySegment memory = pointer(() -> (MemorySegment)
                MMAP.invokeExact(Errno.slot(), MemorySegment.NULL, bytes, access, MAP_SHARED, file, offset));
        if (memory.address() == MAP_FAILED) {
            throw BpfFailure.of("mapping " + bytes + " bytes of a kernel ring", Errno.last());
        }
        return memory.reinterpret(bytes);
    }

    public static void unmap(MemorySegment memory) {
        int ignored = number(() -> (int) MUNMAP.invokeExact(Errno.slot(), memory, memory.byteSize()));
    }

    /** From here on the calling thread has file systems of its own: what it mounts nobody else sees. */
    public static void separateMounts() throws BpfFailure {
        check("own mount namespace", number(() -> (int) UNSHARE.invokeExact(Errno.slot(), CLONE_NEWNS)));
        mount("none", "/", "none", MS_RECURSIVE | MS_PRIVATE);
    }

    /** From here on the calling thread sees the file systems that this namespace has. */
    public static void enterMounts(String path) throws BpfFailure {
        check("own working directory", number(() -> (int) UNSHARE.invokeExact(Errno.slot(), CLONE_FS)));
        NetworkCalls.enter(path, CLONE_NEWNS);
    }

    /** Nobody else can hold it until this file is closed; -1 where somebody does. */
    public static int lock(String directory) throws BpfFailure {
        int file = NetworkCalls.open(directory);
        if (number(() -> (int) FLOCK.invokeExact(Errno.slot(), file, LOCK_EXCLUSIVE | LOCK_NOW)) < 0) {
            close(file);
            return -1;
        }
        return file;
    }

    /** The calling thread comes before others (nice value, -20 to 19); false where that is not allowed. */
    public static boolean prefer(int nice) {
        return number(() -> (int) SET_PRIORITY.invokeExact(Errno.slot(), 0, 0, nice)) == 0;
    }

    public static void mount(String fileSystem, String directory) throws BpfFailure {
        mount(fileSystem, directory, fileSystem, 0);
    }

    private static void mount(String source, String directory, String type, long flags) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocateFrom(source);
            MemorySegment to = arena.allocateFrom(directory);
            MemorySegment kind = arena.allocateFrom(type);
            check("mounting " + source + " on " + directory, number(() ->
                    (int) MOUNT.invokeExact(Errno.slot(), from, to, kind, flags, MemorySegment.NULL)));
        }
    }

    static String errorText(int errno) {
        MemorySegment text = pointer(() -> (MemorySegment) STRERROR.invokeExact(Errno.slot(), errno));
        return text.reinterpret(ERROR_TEXT_BYTES).getString(0) + " (errno " + errno + ")";
    }

    private static void check(String what, int result) throws BpfFailure {
        if (result < 0) {
            throw BpfFailure.of(what, Errno.last());
        }
    }
}
