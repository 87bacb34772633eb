// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.receive.decode.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks a body, and stops as soon as it becomes larger than allowed: a small body can unpack to a thousand times its size. */
final class Gzip {
    /** Each bite is a call into native code. */
    private static final int BITE_BYTES = 1 << 14;

    private Gzip() {}

    static byte[] unpack(byte[] packed, int maxBytes) throws MalformedException, TooLargeException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), BITE_BYTES)) {
            byte[] unpacked = in.readNBytes(maxBytes);
            if (unpacked.length == maxBytes && in.read() >= 0) {
                throw new TooLargeException("the request unpacks to more than " + maxBytes + " bytes");
            }
            return unpacked;
        } catch (IOException e) {
            throw new MalformedException("not gzip: " + e.getMessage());
        }
    }
}
