// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * A BPF ring buffer read from the memory that the kernel shares: no call and no garbage per record. One thread drains.
 *
 * <p>The kernel appends at the producer position and this side gives room back at the consumer position. The beginning of the
 * data is shown again behind its end, so that a record that wraps around is whole all the same. A record starts with its
 * length; bit 31 says that it is still being written, bit 30 that its writer gave it up.
 */
final class Ring implements AutoCloseable {
    static final int BUSY = 1 << 31;
    static final int DISCARDED = 1 << 30;
    static final int HEADER_BYTES = 8;

    /** Room is given back after so many: soon enough for a ring of 4 KiB, seldom enough not to be felt. */
    private static final int BATCH = 16;

    private static final VarHandle POSITION = JAVA_LONG.varHandle();
    private static final VarHandle LENGTH = JAVA_INT.varHandle();

    private final MemorySegment consumerPage;
    private final MemorySegment producerPage;
    private final RingWindow window;
    private final long mask;

    Ring(MemorySegment consumerPage, MemorySegment producerPage, RingWindow window, int dataBytes) {
        this.consumerPage = consumerPage;
        this.producerPage = producerPage;
        this.window = window;
        this.mask = dataBytes - 1L;
    }

    static Ring map(int file, int dataBytes) throws BpfFailure {
        int page = Libc.pageSize();
        MemorySegment consumer = Libc.map(file, 0, page, true);
        MemorySegment producer = MemorySegment.NULL;
        try {
            producer = Libc.map(file, page, page, false);
            return new Ring(consumer, producer, RingWindow.map(file, 2L * page, dataBytes), dataBytes);
        } catch (BpfFailure failure) {
            Libc.unmap(consumer);
            Libc.unmap(producer);
            throw failure;
        }
    }

    /** Hands on at most {@code limit} records, oldest first; returns how many it took. */
    int drain(RecordHandler handler, int limit) {
        return drain(handler, limit, Long.MAX_VALUE);
    }

    /** Puts the next records into the journal, at most so many and none beyond {@code end}; returns where they end. */
    long keep(EventJournal journal, int limit, long end) {
        long start = consumed();
        long to = written(start, limit, end);
        if (to > start) {
            long offset = window.offsetOf(start & mask);
            journal.append(start, window.memory().asSlice(offset, to - start));
        }
        return to;
    }

    /** End of the records from here on that are written completely, as far as they lie in a row. */
    private long written(long start, int limit, long until) {
        long end = start;
        long last = Math.min(until, start + window.bytesFrom(start & mask));
        for (int records = 0; records < limit && end < last; records++) {
            int length = (int) LENGTH.getAcquire(window.memory(), window.offsetOf(end & mask));
            if (length < 0) {
                break;
            }
            end += recordBytes(length & ~DISCARDED);
        }
        return end;
    }

    /** @param end a position from {@link #produced}: later records are left for the next time */
    int drain(RecordHandler handler, int limit, long end) {
        int taken = 0;
        while (taken < limit) {
            int batch = drainBatch(handler, Math.min(limit - taken, BATCH), end);
            if (batch == 0) {
                break;
            }
            taken += batch;
        }
        return taken;
    }

    /** Gives the room back once per batch: the position lies on a page that the kernel's producers read. */
    private int drainBatch(RecordHandler handler, int limit, long end) {
        long produced = Math.min(produced(), end);
        long consumer = consumed();
        int taken = 0;
        try {
            while (taken < limit && consumer < produced) {
                long start = window.offsetOf(consumer & mask);
                MemorySegment memory = window.memory();
                int length = (int) LENGTH.getAcquire(memory, start);
                if (length < 0) {
                    break;
                }
                consumer += recordBytes(length & ~DISCARDED);
                if ((length & DISCARDED) == 0) {
                    taken++;
                    handler.record(memory, start + HEADER_BYTES);
                }
            }
        } finally {
            POSITION.setRelease(consumerPage, 0L, consumer);
        }
        return taken;
    }

    /** From 0, empty, to 1. */
    double fill() {
        return (produced() - consumed()) / (mask + 1.0);
    }

    /** Bytes that wait. */
    long waiting() {
        return produced() - consumed();
    }

    long capacity() {
        return mask + 1;
    }

    /** What lies before was taken by an earlier process, which did not come to say so. */
    void skipTo(long position) {
        if (position > consumed() && position <= produced()) {
            POSITION.setRelease(consumerPage, 0L, position);
        }
    }

    /** How far it was read, in bytes since it was made. */
    long consumed() {
        return (long) POSITION.getAcquire(consumerPage, 0L);
    }

    /** How far the kernel has written. */
    long produced() {
        return (long) POSITION.getAcquire(producerPage, 0L);
    }

    static long recordBytes(int length) {
        return (length + HEADER_BYTES + 7L) & ~7L;
    }

    @Override
    public void close() {
        Libc.unmap(consumerPage);
        Libc.unmap(producerPage);
        window.close();
    }
}
