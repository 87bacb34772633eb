// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.store.BatchId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request beside what it holds.
 *
 * @param id how the sender calls it; null, for most senders, when they call it nothing
 * @param clockAhead how far the sender's clock is ahead of ours: what its times must be put back by
 */
record Sending(@Nullable BatchId id, Duration clockAhead) {
    /** Of a sender that says nothing. */
    static final Sending PLAIN = new Sending(null, Duration.ZERO);

    static Sending named(@Nullable BatchId id) {
        return id == null ? PLAIN : new Sending(id, Duration.ZERO);
    }
}
