// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import java.lang.foreign.MemorySegment;

/**
 * The part of a ring's data that is read now. Mapped as a whole each of its pages, which are the kernel's, would count as memory of
 * this process too as long as it runs. Belongs to the thread that reads.
 */
final class RingWindow implements AutoCloseable {
    /** Some thousand records: mapping the next ones takes a hundredth of what reading them does. */
    static final int BYTES = 256 << 10;

    /** Mapped behind the window: more than the longest record has that begins in it. */
    static final int BEHIND_BYTES = 64 << 10;

    private final int file;
    private final long dataInFile;
    private final int bytes;
    private final long start;
    private MemorySegment memory;
    /** Where in the ring it begins. */
    private long from;

    private RingWindow(int file, long dataInFile, int bytes, MemorySegment memory, long start) {
        this.file = file;
        this.dataInFile = dataInFile;
        this.bytes = bytes;
        this.memory = memory;
        this.start = start;
    }

    /** Onto data that is mapped already: twice, one behind the other. */
    static RingWindow ofAll(MemorySegment memory, long start, int bytes) {
        return new RingWindow(-1, 0, bytes, memory, start);
    }

    /** @param dataInFile where the data begins, which the file shows twice, one behind the other */
    static RingWindow map(int file, long dataInFile, int dataBytes) throws BpfFailure {
        int bytes = Math.min(BYTES, dataBytes);
        long mapped = (long) bytes + Math.min(BEHIND_BYTES, dataBytes);
        return new RingWindow(file, dataInFile, bytes, Libc.map(file, dataInFile, mapped, false), 0);
    }

    /** Where in {@link #memory} the byte of the ring lies; what memory that is may change by it. */
    long offsetOf(long inRing) {
        long offset = inRing - from;
        if (offset < 0 || offset >= bytes) {
            moveTo(inRing);
            offset = inRing - from;
        }
        return start + offset;
    }

    /** So many bytes of the ring from there on are in it, and whole records that begin in them. */
    long bytesFrom(long inRing) {
        return bytes - (offsetOf(inRing) - start);
    }

    MemorySegment memory() {
        return memory;
    }

    private void moveTo(long inRing) {
        long next = inRing - inRing % bytes;
        try {
            MemorySegment before = memory;
            memory = Libc.map(file, dataInFile + next, before.byteSize(), false);
            from = next;
            Libc.unmap(before);
        } catch (BpfFailure failure) {
            throw new IllegalStateException(failure.reason(), failure);
        }
    }

    @Override
    public void close() {
        Libc.unmap(memory);
    }
}
