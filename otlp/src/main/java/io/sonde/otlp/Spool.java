// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports on disk, in files that are appended to, read in order and deleted when they are delivered. What was written outlives
 * this process, not the power: nothing is forced to the disk. Four files are open at most. Not for several threads.
 */
final class Spool implements AutoCloseable {
    /** The limit in so many files: what is dropped at the limit is dropped by the file. */
    private static final int FILES = 16;

    /** Larger files gain nothing. */
    private static final long MAX_FILE_BYTES = 4 << 20;

    private final Path directory;
    private final long limitBytes;
    private final long fileBytes;
    private final FileChannel lock;
    private final DeliveredMark delivered;
    private final Deque<SpoolSegment> segments = new ArrayDeque<>();
    private final long sender = ThreadLocalRandom.current().nextLong();
    private final Mark recovered;
    private long unfinishedItems;
    private long lastSequence;
    /** Sent or being sent in this life. */
    private long takenSequence;

    private @Nullable RandomAccessFile writing;
    private @Nullable SpoolSegment read;
    private @Nullable RandomAccessFile reading;
    private long droppedItems;
    private long damagedItems;

    private Spool(SpoolLimits limits, FileChannel lock) throws IOException {
        this.directory = limits.directory();
        this.limitBytes = limits.bytes();
        this.fileBytes = Math.min(MAX_FILE_BYTES, limitBytes / FILES);
        this.lock = lock;
        this.delivered = new DeliveredMark(directory);
        recover();
        SpoolSegment newest = segments.peekLast();
        recovered = newest == null ? Mark.NONE : newest.lastMark;
        lastSequence = Math.max(delivered.sequence(), newest == null ? 0 : newest.lastSequence);
        forgetDelivered();
    }

    static Spool open(SpoolLimits limits) throws IOException {
        Files.createDirectories(limits.directory());
        FileChannel file = FileChannel.open(
                limits.directory().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(file) == null) {
                throw new IOException("another agent uses it");
            }
            return new Spool(limits, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // by another spool of this process
        }
    }

    private void recover() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            SpoolSegment segment = SpoolSegment.existing(file);
            if (segment == null) {
                continue;
            }
            segment.recover(delivered.sequence());
            // Only the newest was being written to; in older ones it is damage.
            damagedItems += unfinishedItems;
            unfinishedItems = segment.unfinishedItems;
            if (segment.isEmpty()) {
                segment.delete();
            } else {
                segments.addLast(segment);
            }
        }
    }

    /** Names a batch of this life. */
    QueuedBatch named(Batch batch, boolean continued, Mark mark) {
        return new QueuedBatch(batch, sender, ++lastSequence, continued, mark, false);
    }

    /** All of them or none; their sequences follow those that are there. */
    void append(List<QueuedBatch> report) throws IOException {
        RandomAccessFile file = writing;
        if (file == null || segments.getLast().bytes >= fileBytes) {
            file = roll(report.getFirst().sequence());
        }
        SpoolSegment segment = segments.getLast();
        long size = 0;
        long items = 0;
        try {
            file.seek(segment.bytes);
            for (QueuedBatch queued : report) {
                SpoolRecord record = SpoolRecord.of(queued);
                file.write(record.encoded());
                file.write(queued.batch().bytes());
                size += record.size();
                items += record.items();
            }
        } catch (IOException e) {
            file.setLength(segment.bytes);
            throw e;
        }
        segment.appended(size, items, report.getLast());
        dropBeyondLimit();
    }

    /** The next batch that is not delivered; null when there is none. It stays where it is. */
    @Nullable
    QueuedBatch next() throws IOException {
        for (SpoolSegment segment : segments) {
            while (segment.readPosition < segment.bytes) {
                QueuedBatch batch = readAt(segment);
                if (batch != null) {
                    return batch;
                }
            }
        }
        return null;
    }

    /** Null when there is nothing to send at that place; the place is behind it then. */
    private @Nullable QueuedBatch readAt(SpoolSegment segment) throws IOException {
        RandomAccessFile file = open(segment);
        SpoolRecord record = SpoolRecord.read(file, segment.readPosition);
        if (record == null) {
            damagedItems += Math.max(1, segment.waitingItems);
            done(segment, segment.bytes - segment.readPosition, segment.waitingItems);
            return null;
        }
        if (record.sequence() <= delivered.sequence()) {
            segment.readPosition += record.size();
            return null;
        }
        byte[] bytes = record.payload(file, segment.readPosition);
        if (bytes == null) {
            damagedItems += record.items();
            done(segment, record.size(), record.items());
            return null;
        }
        boolean tried = segment.sender != sender || record.sequence() <= takenSequence;
        taken(record.sequence());
        return new QueuedBatch(
                new Batch(record.signal(), bytes, record.items()),
                segment.sender,
                record.sequence(),
                record.continued(),
                record.mark(),
                tried);
    }

    /** From now on it may have been sent. */
    void taken(long sequence) {
        takenSequence = Math.max(takenSequence, sequence);
    }

    private RandomAccessFile open(SpoolSegment segment) throws IOException {
        RandomAccessFile open = reading;
        if (open != null && read == segment) {
            return open;
        }
        if (open != null) {
            open.close();
        }
        reading = null;
        open = new RandomAccessFile(segment.path.toFile(), "r");
        reading = open;
        read = segment;
        return open;
    }

    private static void done(SpoolSegment segment, long bytes, long items) {
        segment.readPosition += bytes;
        segment.waitingBytes = Math.max(0, segment.waitingBytes - bytes);
        segment.waitingItems = Math.max(0, segment.waitingItems - items);
    }

    void delivered(QueuedBatch batch) throws IOException {
        SpoolSegment segment = read;
        if (segment != null && segments.contains(segment) && segment.sender == batch.sender()) {
            done(segment, SpoolRecord.BYTES + (long) batch.size(), batch.batch().items());
        }
        delivered.set(batch.sequence());
        forgetDelivered();
    }

    /** The newest file with a report in it stays: it holds the mark from which a sender reads its input again. */
    private void forgetDelivered() throws IOException {
        while (segments.size() > 1 && segments.getFirst().lastSequence <= delivered.sequence() && hasNewer()) {
            remove(segments.getFirst());
        }
    }

    private boolean hasNewer() {
        return segments.stream().skip(1).anyMatch(segment -> !segment.isEmpty());
    }

    private void dropBeyondLimit() throws IOException {
        while (segments.size() > 1 && fileBytes() > limitBytes) {
            SpoolSegment oldest = segments.getFirst();
            droppedItems += oldest.waitingItems;
            remove(oldest);
        }
    }

    private void remove(SpoolSegment segment) throws IOException {
        segments.remove(segment);
        if (read == segment && reading != null) {
            reading.close();
            reading = null;
            read = null;
        }
        segment.delete();
    }

    private RandomAccessFile roll(long firstSequence) throws IOException {
        if (writing != null) {
            writing.close();
            writing = null;
        }
        SpoolSegment newest = segments.peekLast();
        if (newest != null && newest.isEmpty()) {
            remove(newest);
        }
        SpoolSegment fresh = SpoolSegment.fresh(directory, firstSequence, sender);
        RandomAccessFile file = new RandomAccessFile(fresh.path.toFile(), "rw");
        writing = file;
        segments.addLast(fresh);
        return file;
    }

    private long fileBytes() {
        return segments.stream().mapToLong(segment -> segment.bytes).sum();
    }

    long waitingBytes() {
        return segments.stream().mapToLong(segment -> segment.waitingBytes).sum();
    }

    long limitBytes() {
        return limitBytes;
    }

    /** Of the last report that is whole, also over lives of this process. */
    Mark recovered() {
        return recovered;
    }

    /** Of a report that an earlier life had not finished when it was killed. */
    long unfinishedItems() {
        return unfinishedItems;
    }

    long droppedItems() {
        return droppedItems;
    }

    long damagedItems() {
        return damagedItems;
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        try (lock;
                delivered;
                var _ = writing;
                var _ = reading) {
            writing = null;
            reading = null;
        }
    }
}
