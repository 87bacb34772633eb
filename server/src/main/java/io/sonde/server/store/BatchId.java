// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The name that a sender gives to a batch, the same each time it is sent: by it, a batch is stored once.
 *
 * @param perhapsStored it may have been sent before: only its first try is certain not to be in the store
 */
public record BatchId(String text, boolean perhapsStored) {
    /** As it stands in the store. */
    long key() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("BUG: every JDK has SHA-256", e);
        }
    }
}
