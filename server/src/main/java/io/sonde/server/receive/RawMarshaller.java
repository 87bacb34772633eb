// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hands requests on as the bytes they are: they are read once, by our own decoder. A failure here must not be thrown, since the
 * caller would only hear that something unknown went wrong.
 */
enum RawMarshaller implements Marshaller<RawRequest> {
    INSTANCE;

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

    /** One array of the right size where the size is known: what was not compressed. */
    private static byte[] read(InputStream stream) throws IOException {
        return stream instanceof KnownLength ? stream.readNBytes(stream.available()) : stream.readAllBytes();
    }
}
