// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Hands requests on as the bytes they are: they are read once, by our own decoder. A failure here must not be thrown, since the
 * caller would only hear that something unknown went wrong.
 */
enum RawMarshaller implements Marshaller<RawRequest> {
    INSTANCE;

    private static final int FIRST_BYTES = 1 << 16;

    /** More than requests have; one that has more does not stay. */
    private static final int MOST_KEPT_BYTES = 1 << 22;

    /** Requests are read by the few threads of the pool. */
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[FIRST_BYTES]);

    @Override
    public InputStream stream(RawRequest request) {
        return new ByteArrayInputStream(request.bytes());
    }

    @Override
    public RawRequest parse(InputStream stream) {
        try (stream) {
            return RawRequest.of(read(stream));
        } catch (StatusRuntimeException e) {
            // Thrown while unpacking, as soon as it becomes too much.
            return RawRequest.refused(
                    Refusal.tooLarge(String.valueOf(e.getStatus().getDescription())));
        } catch (IOException e) {
            return RawRequest.refused(Refusal.malformed("cannot be unpacked: " + e.getMessage()));
        }
    }

    /** One array of the right size: at once where that is known, else out of what the thread keeps to unpack into. */
    private static byte[] read(InputStream stream) throws IOException {
        if (stream instanceof KnownLength) {
            return stream.readNBytes(stream.available());
        }
        byte[] scratch = SCRATCH.get();
        int size = 0;
        for (int read = stream.read(scratch); read >= 0; read = stream.read(scratch, size, scratch.length - size)) {
            size += read;
            if (size == scratch.length) {
                scratch = Arrays.copyOf(scratch, size * 2);
            }
        }
        if (scratch.length <= MOST_KEPT_BYTES) {
            SCRATCH.set(scratch);
        }
        return Arrays.copyOf(scratch, size);
    }
}
