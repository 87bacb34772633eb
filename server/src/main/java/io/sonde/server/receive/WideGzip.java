// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.Codec;
import io.grpc.Decompressor;
import io.grpc.DecompressorRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks in large bites: gRPC's own reads 512 bytes at a time, each of them a call into native code. */
final class WideGzip implements Decompressor {
    private static final int BITE_BYTES = 1 << 14;

    static final DecompressorRegistry REGISTRY = DecompressorRegistry.emptyInstance()
            .with(Codec.Identity.NONE, false)
            .with(new WideGzip(), true);

    private WideGzip() {}

    @Override
    public String getMessageEncoding() {
        return "gzip";
    }

    @Override
    public InputStream decompress(InputStream packed) throws IOException {
        return new GZIPInputStream(packed, BITE_BYTES);
    }
}
