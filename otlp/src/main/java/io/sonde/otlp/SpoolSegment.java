// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of the spool: batches in a row, of one life of the queue. Its name says which. */
final class SpoolSegment {
    private static final Pattern NAME = Pattern.compile("(\\d{20})-([0-9a-f]{16})\\.spool");
    private static final int HEXADECIMAL = 16;

    final Path path;
    final long sender;
    /** Where the next batch goes. */
    long bytes;
    /** Where the first batch that was not delivered stands, and what is there and behind it. */
    long readPosition;

    long waitingBytes;
    long waitingItems;
    /** Of the last batch; 0 while there is none. */
    long lastSequence;

    Mark lastMark = Mark.NONE;
    /** Behind the last whole report: at least so many. */
    long unfinishedItems;

    private SpoolSegment(Path path, long sender) {
        this.path = path;
        this.sender = sender;
    }

    static SpoolSegment fresh(Path directory, long sequence, long sender) {
        return new SpoolSegment(directory.resolve(String.format("%020d-%016x.spool", sequence, sender)), sender);
    }

    /** One that an earlier life left; null when the name is none of ours. */
    static @Nullable SpoolSegment existing(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches() ? new SpoolSegment(path, Long.parseUnsignedLong(name.group(2), HEXADECIMAL)) : null;
    }

    boolean isEmpty() {
        return lastSequence == 0;
    }

    /**
     * Reads the headers and cuts off what is behind the last whole report: a writer that was killed left it, and nobody was sent any
     * of it.
     */
    void recover(long deliveredSequence) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long position = 0;
            long reportItems = 0;
            long reportBytes = 0;
            long length = file.length();
            SpoolRecord record = SpoolRecord.read(file, 0);
            while (record != null && position + record.size() <= length) {
                position += record.size();
                boolean waits = record.sequence() > deliveredSequence;
                reportItems += waits ? record.items() : 0;
                reportBytes += waits ? record.size() : 0;
                if (!record.continued()) {
                    ended(record, position, reportItems, reportBytes);
                    reportItems = 0;
                    reportBytes = 0;
                }
                record = SpoolRecord.read(file, position);
            }
            cut(file, reportItems, record);
        }
    }

    void appended(long size, long items, QueuedBatch last) {
        bytes += size;
        waitingBytes += size;
        waitingItems += items;
        lastSequence = last.sequence();
        lastMark = last.mark();
    }

    private void ended(SpoolRecord last, long end, long items, long size) {
        if (items == 0 && size == 0) {
            readPosition = end;
        }
        bytes = end;
        waitingItems += items;
        waitingBytes += size;
        lastSequence = last.sequence();
        lastMark = last.mark();
    }

    private void cut(RandomAccessFile file, long wholeItems, @Nullable SpoolRecord torn) throws IOException {
        if (file.length() > bytes) {
            unfinishedItems = wholeItems + (torn == null ? 1 : torn.items());
            file.setLength(bytes);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // It stays until the next start, which finds it delivered.
        }
    }
}
