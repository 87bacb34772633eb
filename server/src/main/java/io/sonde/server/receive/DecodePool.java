// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that unpack and read requests. As many as cores: the work never waits, and so many unpacked requests are in memory
 * at most.
 */
@Singleton
final class DecodePool {
    private final ExecutorService executor = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().name("decode-", 0).daemon().factory());

    ExecutorService executor() {
        return executor;
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }
}
