// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.PrecompressedSender;
import io.sonde.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the requests of a run, several in flight, and returns when every one of them was acknowledged. */
final class Load implements AutoCloseable {
    /** As many agents as export in one moment; with fewer, the server waits for more before it writes. */
    static final int IN_FLIGHT = 32;

    private static final int RUN_LIMIT_SECONDS = 60;

    private final PrecompressedSender sender;
    private final AtomicInteger retries = new AtomicInteger();

    Load(int port, Signal signal) {
        sender = new PrecompressedSender(port, signal);
    }

    /** Seconds from the first request to the last acknowledgement. */
    double send(List<byte[]> requests) throws InterruptedException, TimeoutException {
        var next = new AtomicInteger();
        var senders = Executors.newFixedThreadPool(IN_FLIGHT);
        try {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                running.add(senders.submit(() -> {
                    for (int index = next.getAndIncrement(); index < requests.size(); index = next.getAndIncrement()) {
                        retries.addAndGet(sender.send(requests.get(index)));
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get(RUN_LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } finally {
            senders.shutdownNow();
        }
    }

    /** How often the server asked to come back later. */
    int retries() {
        return retries.get();
    }

    @Override
    public void close() {
        sender.close();
    }
}
