// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.sonde.server.limit.Fill;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of the batches that have a name: which are under way, which it stored, and which it gave up without
 * knowing what the store had taken by then. What is forgotten here is asked of the store. For any thread.
 */
final class BatchLedger {
    /** A lost answer is noticed within seconds: so many batches are a minute of a thousand senders. */
    private static final int REMEMBERED = 16_384;

    private enum Outcome {
        STORED,
        GIVEN_UP
    }

    private final Map<String, CompletableFuture<Void>> underWay = new HashMap<>();
    private final Map<String, Outcome> done = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            boolean full = size() > REMEMBERED;
            forgotten += full ? 1 : 0;
            return full;
        }
    };
    private long forgotten;

    /** How a batch is written that is neither stored nor under way. */
    @FunctionalInterface
    interface Writing {
        CompletableFuture<Void> start() throws QueueFullException;
    }

    /** Writes the batch unless that was done, or is being done, already. */
    CompletableFuture<Void> once(BatchId id, Writing writing) throws QueueFullException {
        CompletableFuture<Void> written;
        synchronized (this) {
            CompletableFuture<Void> before = known(id);
            if (before != null) {
                return before;
            }
            written = writing.start();
            underWay.put(id.text(), written);
        }
        return written.whenComplete((_, failure) -> end(id, failure == null ? Outcome.STORED : Outcome.GIVEN_UP));
    }

    /** Of the names that are remembered; how many are under way is bounded by the queue that they wait in. */
    synchronized Fill fill() {
        return new Fill(done.size(), REMEMBERED, forgotten);
    }

    private @Nullable CompletableFuture<Void> known(BatchId id) {
        return done.get(id.text()) == Outcome.STORED
                ? CompletableFuture.completedFuture(null)
                : underWay.get(id.text());
    }

    private synchronized void end(BatchId id, Outcome outcome) {
        underWay.remove(id.text());
        done.put(id.text(), outcome);
    }

    /** This process tried to store it before and does not know what came of that. */
    synchronized boolean gaveUp(BatchId id) {
        return done.get(id.text()) == Outcome.GIVEN_UP;
    }
}
