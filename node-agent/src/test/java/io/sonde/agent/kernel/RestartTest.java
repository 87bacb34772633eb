// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.otlp.Mark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
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
    void leaveNothing() throws Exception {
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
    void anotherBuildOfTheSameRecordsCountsWhatWasLeftOnceAndSaysWhatItMissed() throws Exception {
        EventLog before = new EventLog();
        Kernel first = start(before, Mark.NONE);
        connect(4);
        awaitConnections(before, 4);
        first.leave();
        connect(3);

        EventLog seen = new EventLog();
        Kernel next = otherBuild(seen);
        connect(2);

        awaitConnections(seen, 4 + 3 + 2);
        assertThat(pins()).hasSize(1);
        assertThat(next.losses()).containsEntry("kernel.replaced", 0L);
        assertThat(next.probes()).anySatisfy(probe -> {
            assertThat(probe.name()).isEqualTo("restarts");
            assertThat(probe.state()).isEqualTo(ProbeStatus.State.ATTACHED);
            assertThat(probe.reason()).startsWith("replaced the programs of another build");
        });
    }

    @Test
    void whatABuildWithOtherRecordsLeftIsCountedAsLostAndDetached() throws Exception {
        EventLog before = new EventLog();
        Kernel first = start(before, Mark.NONE);
        connect(4);
        awaitConnections(before, 4);
        first.leave();
        connect(3);
        makeOtherRecords();

        EventLog seen = new EventLog();
        Kernel next = otherBuild(seen);
        connect(2);

        awaitConnections(seen, 2);
        // Each connection was opened and closed at two ends.
        assertThat(next.losses().get("kernel.replaced")).isGreaterThanOrEqualTo((4 + 3) * 4);
        assertThat(pins()).hasSize(1);
    }

    @Test
    void anAgentThatRunsIsNotTakenOver() throws Exception {
        EventLog log = new EventLog();
        start(log, Mark.NONE);

        Kernel second = Kernel.open(CONFIG, state, Mark.NONE);
        open.add(second);

        assertThat(second.probes())
                .filteredOn(probe -> probe.name().equals("restarts"))
                .singleElement()
                .satisfies(probe -> assertThat(probe.reason())
                        .startsWith("another agent with this --spool-dir is running; what happens while"));
        assertThatThrownBy(() -> Kernel.detach(state)).hasMessageContaining("is running");
        connect(2);
        awaitConnections(log, 2);
    }

    @Test
    void aCleanEndLeavesNothingInTheKernel() throws Exception {
        Kernel kernel = start(new EventLog(), Mark.NONE);
        assertThat(pins()).hasSize(1);

        kernel.close();

        assertThat(pins()).isEmpty();
        assertThat(Kernel.detach(state)).isFalse();
    }

    /** Another size of the ring makes it one. */
    private Kernel otherBuild(KernelEvents events) {
        Kernel kernel = Kernel.open(new KernelConfig(1 << 19, 4096, LiveKernel.OBJECTS, 0), state, Mark.NONE);
        open.add(kernel);
        kernel.start(events);
        return kernel;
    }

    /** Pins and journal as an agent leaves them that knew nothing of layouts yet. */
    private void makeOtherRecords() throws Exception {
        Path left = pins().getFirst();
        String name = left.getFileName().toString();
        Files.move(left, left.resolveSibling(name.substring(name.indexOf('-') + 1)));
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.filter(found -> found.toString().endsWith(EventJournal.SUFFIX))
                    .toList()) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
                for (int at = 0; at < bytes.limit(); at += EventJournal.HEADER_BYTES + bytes.getInt(at + 4)) {
                    bytes.putInt(at + EventJournal.HEADER_BYTES - Integer.BYTES, 0);
                }
                Files.write(file, bytes.array());
            }
        }
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

    private List<Path> pins() throws IOException, BpfFailure {
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
