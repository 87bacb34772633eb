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
     */
    CompletableFuture<Rejections> export(byte[] request) throws MalformedException, QueueFullException;
}
