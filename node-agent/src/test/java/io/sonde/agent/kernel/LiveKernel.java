// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sonde.agent.libbpf.LibBpf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** The real kernel side with its events kept. The tests' own sockets are reported unless a test asks otherwise. */
final class LiveKernel implements AutoCloseable {
    static final Path OBJECTS = Path.of("../bpf/.output");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int RING_BYTES = 1 << 20;
    private static final int TRACKED_SOCKETS = 4096;

    final Kernel kernel;
    final EventLog log = new EventLog();

    private LiveKernel(KernelConfig config) {
        this.kernel = Kernel.open(config);
        kernel.start(log);
    }

    static LiveKernel start() {
        return start(new KernelConfig(RING_BYTES, TRACKED_SOCKETS, OBJECTS, 0));
    }

    static LiveKernel start(KernelConfig config) {
        assumeKernel();
        return new LiveKernel(config);
    }

    /** A test that cannot run here says why. */
    static void assumeKernel() {
        if (HostSupport.library() instanceof LibBpf.Missing missing) {
            System.out.println("skipped: kernel tests cannot run here: " + missing.reason());
            assumeTrue(false, missing.reason());
        }
    }

    SeenSocket await1(String what, Predicate<SeenSocket> wanted) {
        Predicate<SeenSocket> both = wanted.and(seen -> seen.what().equals(what));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.sockets(both)).hasSize(1));
        return log.sockets(both).getFirst();
    }

    SeenProcess awaitProcess(String what, Predicate<SeenProcess> wanted) {
        Predicate<SeenProcess> both = wanted.and(seen -> seen.what().equals(what));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.processes(both)).hasSize(1));
        return log.processes(both).getFirst();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
