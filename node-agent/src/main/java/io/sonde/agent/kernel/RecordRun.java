// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Runs an iterator program and shows what it wrote, record by record, in one reused buffer. */
final class RecordRun {
    /** The kernel hands out at most one of its own buffers, 32 KiB, per read. */
    private static final long KERNEL_BUFFER_BYTES = 32 * 1024;

    private final BpfLink iterator;
    private final long recordBytes;
    private final MemorySegment buffer;

    RecordRun(BpfLink iterator, long recordBytes) {
        this.iterator = iterator;
        this.recordBytes = recordBytes;
        // One record more than whole ones of a read: a part that was left over lies in front of the next read.
        long records = KERNEL_BUFFER_BYTES / recordBytes + 1;
        this.buffer = Arena.ofAuto().allocate(records * recordBytes, Long.BYTES);
    }

    /** How many records there were. */
    synchronized int showAll(RecordHandler handler) throws BpfFailure {
        int run = iterator.startIterator();
        try {
            return readAll(run, handler);
        } finally {
            Libc.close(run);
        }
    }

    private int readAll(int run, RecordHandler handler) throws BpfFailure {
        int seen = 0;
        long kept = 0;
        for (int count; (count = Libc.read(run, buffer.asSlice(kept))) != 0; ) {
            if (count < 0) {
                continue;
            }
            long filled = kept + count;
            seen += show(filled, handler);
            kept = filled % recordBytes;
            MemorySegment.copy(buffer, filled - kept, buffer, 0, kept);
        }
        return seen;
    }

    private int show(long filled, RecordHandler handler) {
        int records = (int) (filled / recordBytes);
        for (int i = 0; i < records; i++) {
            handler.record(buffer, i * recordBytes);
        }
        return records;
    }
}
