// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * tracefs, where classic tracepoints are found. Where the host has it unmounted it is mounted for one thread, which ends
 * with the work: nobody else ever sees it.
 */
final class TraceFiles {
    private static final Path DIRECTORY = Path.of("/sys/kernel/tracing");
    private static final Path DEBUG_DIRECTORY = Path.of("/sys/kernel/debug/tracing");

    private TraceFiles() {}

    interface Work<T> {
        T run() throws BpfFailure;
    }

    static <T> T with(Work<T> work) throws BpfFailure {
        if (mounted()) {
            return work.run();
        }
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<BpfFailure> failure = new AtomicReference<>();
        Thread apart = Thread.ofPlatform().name("kernel-tracefs").start(() -> {
            try {
                mountForThisThread();
                result.set(work.run());
            } catch (BpfFailure refused) {
                failure.set(refused);
            }
        });
        await(apart);
        if (failure.get() != null) {
            throw failure.get();
        }
        return result.get();
    }

    private static void mountForThisThread() throws BpfFailure {
        try {
            Libc.separateMounts();
            Libc.mount("tracefs", DIRECTORY.toString());
        } catch (BpfFailure refused) {
            throw new BpfFailure("tracefs is not mounted, mounting it needs CAP_SYS_ADMIN: " + refused.reason());
        }
    }

    private static boolean mounted() {
        return Files.exists(DIRECTORY.resolve("events")) || Files.exists(DEBUG_DIRECTORY.resolve("events"));
    }

    private static void await(Thread thread) throws BpfFailure {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BpfFailure("interrupted while mounting tracefs");
        }
    }
}
