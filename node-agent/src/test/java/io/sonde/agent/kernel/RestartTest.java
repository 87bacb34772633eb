// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.otlp.Mark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One agent ends without a word, the next goes on. */
class RestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final KernelConfig CONFIG = new KernelConfig(1 << 20, 4096, LiveKernel.OBJECTS, 0);

    @TempDir
    private Path state;

    private final List<Kernel> open = new ArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        LiveKernel.assumeKernel();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void leaveNothing() throws IOException {
        open.forEach(Kernel::leave);
        Kernel.detach(state);
        server.close();
    }

    @Test
    void whatHappensWhileNoAgentRunsIsSeenByTheNext() throws Exception {
        start(new EventLog(), Mark.NONE).leave();
        connect(5);

        EventLog seen = new EventLog();
        Kernel next = start(seen, Mark.NONE);

        awaitConnections(seen, 5);
        assertThat(next.probes())
                .filteredOn(probe -> probe.name().equals("restarts"))
                .allMatch(probe -> probe.state() == ProbeStatus.State.ATTACHED);
    }

    @Test
    void whatWasTakenAndNotReportedIsSeenAgainInOrder() throws Exception {
        EventLog before = new EventLog();
        Kernel first = start(before, Mark.NONE);
        connect(5);
        awaitConnections(before, 5);
        first.leave();
        connect(3);

        EventLog after = new EventLog();
        start(after, Mark.NONE);

        awaitConnections(after, 8);
    }

    @Test
    void whatWasReportedIsNotSeenAgain() throws Exception {
        EventLog before = new EventLog();
        Kernel first = start(before, Mark.NONE);
        connect(5);
        awaitConnections(before, 5);
        Mark reported = CompletableFuture.supplyAsync(first::mark, first).get();
        connect(2);
        awaitConnections(before, 7);
        first.leave();
        connect(1);

        EventLog after = new EventLog();
        start(after, reported);

        awaitConnections(after, 3);
    }

    @Test
    void aReportThatIsOnDiskEmptiesTheJournal() throws Exception {
        EventLog log = new EventLog();
        Kernel kernel = start(log, Mark.NONE);
        connect(5);
        awaitConnections(log, 5);

        kernel.reported(CompletableFuture.supplyAsync(kernel::mark, kernel).get());

        assertThat(journalBytes()).isLessThan(5 * 100);
    }

    @Test
    void anotherBuildStartsAnewAndRemovesWhatWasLeft() throws Exception {
        start(new EventLog(), Mark.NONE).leave();
        KernelConfig other = new KernelConfig(1 << 19, 4096, LiveKernel.OBJECTS, 0);

        Kernel next = Kernel.open(other, state, Mark.NONE);
        open.add(next);
        EventLog seen = new EventLog();
        next.start(seen);
        connect(2);

        awaitConnections(seen, 2);
        assertThat(pins()).hasSize(1);
    }

    @Test
    void aCleanEndLeavesNothingInTheKernel() throws Exception {
        Kernel kernel = start(new EventLog(), Mark.NONE);
        assertThat(pins()).hasSize(1);

        kernel.close();

        assertThat(pins()).isEmpty();
        assertThat(Kernel.detach(state)).isFalse();
    }

    private Kernel start(KernelEvents events, Mark reported) {
        Kernel kernel = Kernel.open(CONFIG, state, reported);
        open.add(kernel);
        assertThat(kernel.probes())
                .allSatisfy(probe -> assertThat(probe.reason()).isEmpty());
        kernel.start(events);
        return kernel;
    }

    private void connect(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                client.getOutputStream().write(1);
                assertThat(accepted.getInputStream().read()).isOne();
            }
        }
    }

    private void awaitConnections(EventLog log, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.sockets(
                                seen -> seen.what().equals("opened") && seen.remotePort() == server.getLocalPort()))
                        .hasSize(count));
    }

    private List<Path> pins() throws IOException {
        return Pins.of(state);
    }

    private long journalBytes() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.toString().endsWith(EventJournal.SUFFIX))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
