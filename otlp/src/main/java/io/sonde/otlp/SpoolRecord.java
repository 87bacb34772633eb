// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before each batch in a file of the spool: 48 bytes, big-endian.
 *
 * <pre>
 *  0 magic   4 CRC-32C of bytes 8 to 47   8 CRC-32C of the batch   12 its length   16 its items
 * 20 signal  21 flags (1: the report goes on)   22 zero   24 sequence   32 epoch   40 position of the mark
 * </pre>
 */
record SpoolRecord(int length, int items, Signal signal, boolean continued, long sequence, Mark mark, int payloadCrc) {
    static final int BYTES = 48;

    private static final int MAGIC = 0x534F_5350;
    private static final int CHECKED_FROM = 8;
    private static final int CONTINUED = 1;

    /** Longer than any request of ours; a length beyond is damage. */
    private static final int MAX_LENGTH = 256 << 20;

    static SpoolRecord of(QueuedBatch queued) {
        Batch batch = queued.batch();
        return new SpoolRecord(
                batch.bytes().length,
                batch.items(),
                batch.signal(),
                queued.continued(),
                queued.sequence(),
                queued.mark(),
                crc(batch.bytes(), 0, batch.bytes().length));
    }

    byte[] encoded() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.putInt(MAGIC).putInt(0).putInt(payloadCrc).putInt(length).putInt(items);
        buffer.put((byte) signal.code()).put((byte) (continued ? CONTINUED : 0)).putShort((short) 0);
        buffer.putLong(sequence).putLong(mark.epoch()).putLong(mark.position());
        buffer.putInt(Integer.BYTES, crc(buffer.array(), CHECKED_FROM, BYTES - CHECKED_FROM));
        return buffer.array();
    }

    /** The header at this place; null when there is none that is whole. */
    static @Nullable SpoolRecord read(RandomAccessFile file, long position) throws IOException {
        if (file.length() - position < BYTES) {
            return null;
        }
        byte[] bytes = new byte[BYTES];
        file.seek(position);
        file.readFully(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int magic = buffer.getInt();
        int headerCrc = buffer.getInt();
        if (magic != MAGIC || headerCrc != crc(bytes, CHECKED_FROM, BYTES - CHECKED_FROM)) {
            return null;
        }
        int payloadCrc = buffer.getInt();
        int length = buffer.getInt();
        int items = buffer.getInt();
        Signal signal = Signal.of(buffer.get());
        boolean continued = (buffer.get() & CONTINUED) != 0;
        buffer.getShort();
        long sequence = buffer.getLong();
        Mark mark = new Mark(buffer.getLong(), buffer.getLong());
        return signal != null && length >= 0 && length <= MAX_LENGTH
                ? new SpoolRecord(length, items, signal, continued, sequence, mark, payloadCrc)
                : null;
    }

    /** The batch behind this header; null when it is not what was written. */
    byte @Nullable [] payload(RandomAccessFile file, long position) throws IOException {
        if (file.length() - position - BYTES < length) {
            return null;
        }
        byte[] bytes = new byte[length];
        file.seek(position + BYTES);
        file.readFully(bytes);
        return crc(bytes, 0, length) == payloadCrc ? bytes : null;
    }

    /** Header and batch. */
    long size() {
        return (long) BYTES + length;
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
