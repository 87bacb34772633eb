// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sonde.otlp.Mark;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** What earlier lives of this agent took out of the ring and did not report. */
final class JournalReader {
    private static final int HEXADECIMAL = 16;

    private final List<Path> files;
    private final Mark reported;
    private long events;
    private long unreadable;

    private JournalReader(List<Path> files, Mark reported) {
        this.files = files;
        this.reported = reported;
    }

    /** @param reported up to where events stand in a report */
    static JournalReader open(Path directory, Mark reported) throws IOException {
        try (Stream<Path> listed = Files.list(directory)) {
            return new JournalReader(
                    listed.filter(file -> file.toString().endsWith(EventJournal.SUFFIX))
                            .sorted()
                            .toList(),
                    reported);
        }
    }

    List<Path> files() {
        return files;
    }

    /** Up to where an earlier agent took what is in the ring of this epoch; 0 where it took nothing. */
    long end(long epoch) throws IOException {
        long end = 0;
        for (Path file : files) {
            if (epochOf(file) == epoch) {
                end = Math.max(end, replay(file, Long.MAX_VALUE, (_, _) -> {}));
            }
        }
        return end;
    }

    private static long epochOf(Path file) {
        return Long.parseUnsignedLong(file.getFileName().toString().substring(0, HEXADECIMAL), HEXADECIMAL);
    }

    /** Hands on each record that was not reported; returns up to where the ring of this epoch was read. */
    long replay(long epoch, RecordHandler handler) throws IOException {
        long end = 0;
        for (Path file : files) {
            long ofFile = epochOf(file);
            if (ofFile < reported.epoch()) {
                continue;
            }
            long reportedEnd = ofFile == reported.epoch() ? reported.position() : 0;
            long read = replay(file, reportedEnd, handler);
            end = ofFile == epoch ? Math.max(end, read) : end;
        }
        return end;
    }

    /** Events handed on. */
    long events() {
        return events;
    }

    /** Events that another build wrote, which this one cannot read. */
    long unreadable() {
        return unreadable;
    }

    private long replay(Path path, long reportedEnd, RecordHandler handler) throws IOException {
        long end = 0;
        try (FileChannel file = FileChannel.open(path);
                Arena arena = Arena.ofConfined()) {
            MemorySegment all = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
            ByteBuffer headers = all.asByteBuffer();
            long at = 0;
            while (at + EventJournal.HEADER_BYTES <= all.byteSize()) {
                headers.position((int) at);
                int magic = headers.getInt();
                int length = headers.getInt();
                long start = headers.getLong();
                int crc = headers.getInt();
                boolean readable = headers.getInt() == EventJournal.LAYOUT;
                long data = at + EventJournal.HEADER_BYTES;
                if (magic != EventJournal.MAGIC || length < 0 || data + length > all.byteSize()) {
                    break; // torn: the kernel still has these
                }
                MemorySegment records = all.asSlice(data, length);
                if (start + length > reportedEnd && isWhole(records, crc)) {
                    show(records, readable ? counting(handler) : (_, _) -> unreadable++);
                }
                end = start + length;
                at = data + length;
            }
        }
        return end;
    }

    private RecordHandler counting(RecordHandler handler) {
        return (memory, at) -> {
            handler.record(memory, at);
            events++;
        };
    }

    private static boolean isWhole(MemorySegment records, int expected) {
        CRC32C crc = new CRC32C();
        crc.update(records.asByteBuffer());
        return (int) crc.getValue() == expected;
    }

    private static void show(MemorySegment records, RecordHandler handler) {
        long at = 0;
        while (at < records.byteSize()) {
            int length = records.get(JAVA_INT, at);
            if ((length & Ring.DISCARDED) == 0) {
                handler.record(records, at + Ring.HEADER_BYTES);
            }
            at += Ring.recordBytes(length & ~Ring.DISCARDED);
        }
    }
}
