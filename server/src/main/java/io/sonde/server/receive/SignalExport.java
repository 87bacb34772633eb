// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.receive.decode.MalformedException;
import io.sonde.server.receive.decode.Rejections;
import io.sonde.server.store.QueueFullException;
import java.util.concurrent.CompletableFuture;

/** Takes in the requests of one signal. For any thread. */
interface SignalExport {
    Signal signal();

    /**
     * Reads a request and hands it to the store; what comes back says what was not taken, once the rest is stored. The future
     * fails with a {@link io.sonde.server.store.StoreException}.
     *
     * @param sending its name and its sender's clock. Only metrics are stored once by their name, and put right: no sender of
     *     ours sends anything else yet.
     */
    CompletableFuture<Rejections> export(byte[] request, Sending sending) throws MalformedException, QueueFullException;
}
