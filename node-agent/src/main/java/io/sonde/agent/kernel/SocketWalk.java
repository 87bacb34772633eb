// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.BpfLink;
import io.sonde.agent.libbpf.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Shows every TCP socket that a process holds: a run of the iterator program, read into one reused buffer. */
final class SocketWalk {
    private static final long RECORD_BYTES = EventLayouts.SOCKET_RECORD.byteSize();
    /** The kernel hands out at most one of its own buffers, 32 KiB, per read. */
    private static final long BUFFER_BYTES = 32 * 1024 / RECORD_BYTES * RECORD_BYTES;

    private final BpfLink iterator;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
    private final SocketRecordView view = new SocketRecordView();

    SocketWalk(BpfLink iterator) {
        this.iterator = iterator;
    }

    synchronized int walk(SocketVisitor visitor) throws BpfFailure {
        int run = iterator.startIterator();
        try {
            return readAll(run, visitor);
        } finally {
            Libc.close(run);
        }
    }

    private int readAll(int run, SocketVisitor visitor) throws BpfFailure {
        int seen = 0;
        long kept = 0;
        for (int count; (count = Libc.read(run, buffer.asSlice(kept))) != 0; ) {
            if (count < 0) {
                continue;
            }
            long filled = kept + count;
            seen += show(filled, visitor);
            kept = filled % RECORD_BYTES;
            MemorySegment.copy(buffer, filled - kept, buffer, 0, kept);
        }
        return seen;
    }

    private int show(long filled, SocketVisitor visitor) {
        int records = (int) (filled / RECORD_BYTES);
        for (int i = 0; i < records; i++) {
            view.moveTo(buffer, i * RECORD_BYTES);
            visitor.visit(view);
        }
        return records;
    }
}
