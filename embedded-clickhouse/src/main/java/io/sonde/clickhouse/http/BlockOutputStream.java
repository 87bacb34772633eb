// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * ClickHouse's framing of compressed answers ({@code compress=1}): checksum, method, sizes, bytes. The method is always "none":
 * a client asks for compression by default, but between two processes of one machine it would only cost time.
 */
final class BlockOutputStream extends FilterOutputStream {
    private static final byte METHOD_NONE = 0x02;
    private static final int CHECKSUM_BYTES = 16;
    private static final int HEADER_BYTES = 9;

    BlockOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(CHECKSUM_BYTES + HEADER_BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(CHECKSUM_BYTES)
                .put(METHOD_NONE)
                .putInt(HEADER_BYTES + length)
                .putInt(length)
                .put(bytes, offset, length);
        CityHash128.Hash checksum = CityHash128.of(frame.array(), CHECKSUM_BYTES, HEADER_BYTES + length);
        frame.putLong(0, checksum.low()).putLong(8, checksum.high());
        out.write(frame.array());
    }
}
