// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Mark;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The events that were taken out of the ring and do not stand in a report yet, in files: what this process has counted in its
 * tables, the next one can count again. A new file is begun with each report, and the old ones are deleted when that is on disk. The
 * reader's thread writes; any thread forgets.
 */
final class EventJournal implements AutoCloseable {
    static final String SUFFIX = ".journal";
    static final int HEADER_BYTES = 24;
    static final int MAGIC = 0x534F_4A4E;
    /** Another build may have other records, and must not read these. */
    static final int LAYOUT = EventLayouts.fingerprint();

    /** Five seconds at 100,000 events/s; beyond it, events are counted but would not survive our death. */
    static final long LIMIT_BYTES = 64 << 20;

    private final Path directory;
    private final long epoch;
    private final Deque<Written> older = new ArrayDeque<>();
    private final ByteBuffer header = ByteBuffer.allocateDirect(HEADER_BYTES);
    private final CRC32C crc = new CRC32C();
    private @Nullable FileChannel file;
    private @Nullable Path path;
    /** Written by the reader's thread alone, except where a new file is begun. */
    private final AtomicLong fileBytes = new AtomicLong();

    private long end;
    private final AtomicLong unprotectedBytes = new AtomicLong();

    private record Written(Path path, Mark end) {}

    /** @param left files of earlier lives, which are deleted like our own */
    EventJournal(Path directory, long epoch, Iterable<Path> left) {
        this.directory = directory;
        this.epoch = epoch;
        // What they hold is counted by the first report of this life.
        left.forEach(found -> older.add(new Written(found, new Mark(epoch, 0))));
    }

    /** Keeps the records between {@code start} and the end of the memory; before they are given back to the kernel. */
    void append(long start, MemorySegment records) {
        long skip = Math.max(0, end - start);
        if (skip >= records.byteSize()) {
            return;
        }
        ByteBuffer data = records.asSlice(skip).asByteBuffer();
        int length = data.remaining();
        long from = start + skip;
        end = start + records.byteSize();
        if (fileBytes.get() + length > LIMIT_BYTES) {
            unprotectedBytes.addAndGet(length);
            return;
        }
        crc.reset();
        crc.update(data.duplicate());
        header.clear();
        header.putInt(MAGIC)
                .putInt(length)
                .putLong(from)
                .putInt((int) crc.getValue())
                .putInt(LAYOUT)
                .flip();
        write(new ByteBuffer[] {header, data}, length, from);
    }

    private void write(ByteBuffer[] chunk, int length, long from) {
        FileChannel open = null;
        try {
            open = file(from);
            long left = HEADER_BYTES + (long) length;
            while (left > 0) {
                left -= open.write(chunk);
            }
            fileBytes.addAndGet(HEADER_BYTES + length);
        } catch (IOException e) {
            unprotectedBytes.addAndGet(length);
            cut(open);
        }
    }

    private void cut(@Nullable FileChannel open) {
        try {
            if (open != null) {
                open.truncate(fileBytes.get());
                open.position(fileBytes.get());
            }
        } catch (IOException e) {
            // A torn end is left out when it is read.
        }
    }

    private FileChannel file(long from) throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path fresh = directory.resolve(String.format("%016x-%020d-%x%s", epoch, from, System.nanoTime(), SUFFIX));
            open = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            file = open;
            path = fresh;
        }
        return open;
    }

    /** What follows goes into a new file; the answer is given to {@link #forget} when what came before stands in a report. */
    synchronized Mark mark(long position) {
        Mark mark = new Mark(epoch, position);
        if (path != null) {
            older.add(new Written(path, mark));
        }
        closeFile();
        return mark;
    }

    /** What lies before the mark stands in a report. */
    synchronized void forget(Mark mark) {
        while (!older.isEmpty() && older.getFirst().end.position() <= mark.position()) {
            try {
                Files.deleteIfExists(older.removeFirst().path);
            } catch (IOException e) {
                // The mark tells the next life to leave it out.
            }
        }
    }

    /** Bytes of events that would not survive our death, because the disk did not take them or a report was late. */
    long unprotectedBytes() {
        return unprotectedBytes.get();
    }

    /** Of the events since the last report; for any thread. */
    Fill fill() {
        return Bounded.KERNEL_JOURNAL.fill(fileBytes.get(), LIMIT_BYTES, unprotectedBytes());
    }

    private void closeFile() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // Everything was written.
        }
        file = null;
        path = null;
        fileBytes.set(0);
    }

    @Override
    public synchronized void close() {
        closeFile();
    }
}
