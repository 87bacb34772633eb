// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Up to where the spool was delivered, in a file of 12 bytes that is written over. When it is lost, batches are sent once more
 * under their old names, which does no harm.
 */
final class DeliveredMark implements AutoCloseable {
    private static final int BYTES = Long.BYTES + Integer.BYTES;

    private final RandomAccessFile file;
    private long sequence;

    DeliveredMark(Path directory) throws IOException {
        file = new RandomAccessFile(directory.resolve("delivered").toFile(), "rw");
        if (file.length() >= BYTES) {
            byte[] bytes = new byte[BYTES];
            file.readFully(bytes);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long read = buffer.getLong();
            sequence = buffer.getInt() == crc(bytes) ? read : 0;
        }
    }

    long sequence() {
        return sequence;
    }

    void set(long newSequence) throws IOException {
        sequence = newSequence;
        ByteBuffer buffer = ByteBuffer.allocate(BYTES).putLong(newSequence);
        buffer.putInt(crc(buffer.array()));
        file.seek(0);
        file.write(buffer.array());
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, Long.BYTES);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
