// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import org.jspecify.annotations.Nullable;

/** A message as its bytes, or why it could not be unpacked. */
final class RawRequest {
    private final byte[] bytes;
    private final @Nullable Refusal refusal;

    private RawRequest(byte[] bytes, @Nullable Refusal refusal) {
        this.bytes = bytes;
        this.refusal = refusal;
    }

    static RawRequest of(byte[] bytes) {
        return new RawRequest(bytes, null);
    }

    static RawRequest refused(Refusal refusal) {
        return new RawRequest(new byte[0], refusal);
    }

    byte[] bytes() {
        return bytes;
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }
}
