// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.kernel.ProbeStatus.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelTest {
    private static final int OWN_PID = (int) ProcessHandle.current().pid();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int RING_BYTES = 1 << 20;
    private static final int TRACKED_SOCKETS = 4096;

    @TempDir
    private Path directory;

    private LiveKernel startFromDirectory() {
        return LiveKernel.start(new KernelConfig(RING_BYTES, TRACKED_SOCKETS, directory, 0));
    }

    private static void connectAndClose(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
                    Socket client = new Socket(LOOPBACK, listener.getLocalPort())) {
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    private static State state(LiveKernel live, String probe) {
        return status(live, probe).state();
    }

    private static ProbeStatus status(LiveKernel live, String probe) {
        return live.kernel.probes().stream()
                .filter(status -> status.name().equals(probe))
                .findFirst()
                .orElseThrow();
    }

    /** A program for a hook that no kernel has. */
    private void copyWithout(String object, String hook) throws IOException {
        String bytes = Files.readString(LiveKernel.OBJECTS.resolve(object), StandardCharsets.ISO_8859_1);
        String broken = bytes.replace("tp_btf/" + hook, "tp_btf/_" + hook.substring(1));
        Files.writeString(directory.resolve(object), broken, StandardCharsets.ISO_8859_1);
    }

    private void copy(String... objects) throws IOException {
        for (String object : objects) {
            Files.copy(LiveKernel.OBJECTS.resolve(object), directory.resolve(object));
        }
    }

    @Test
    void everyProbeAttachesOnThisKernel() {
        try (LiveKernel live = LiveKernel.start()) {
            assertThat(live.kernel.probes())
                    .hasSize(8)
                    .allSatisfy(probe -> assertThat(probe).isEqualTo(ProbeStatus.attached(probe.name())));
        }
    }

    @Test
    void missingObjectLeavesTheOthersAtWork() throws IOException {
        copy("connect.bpf.o", "process.bpf.o", "sockets.bpf.o");
        try (LiveKernel live = startFromDirectory()) {
            assertThat(state(live, "tcp")).isEqualTo(State.FAILED);
            assertThat(status(live, "tcp").reason()).contains("cannot read", "tcp.bpf.o");
            assertThat(state(live, "process-exec")).isEqualTo(State.ATTACHED);
            assertThat(state(live, "connect")).isEqualTo(State.ATTACHED);
            assertThat(live.kernel.walkSockets(socket -> {})).isNotNegative();
        }
    }

    @Test
    void brokenObjectLeavesTheOthersAtWork() throws IOException {
        copy("tcp.bpf.o");
        Files.writeString(directory.resolve("process.bpf.o"), "no object");
        try (LiveKernel live = startFromDirectory();
                ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(status(live, "process-exec").reason()).contains("opening process.bpf.o");
            assertThat(state(live, "sockets")).isEqualTo(State.FAILED);
            assertThat(live.kernel.walkSockets(socket -> {})).isEqualTo(-1);
            live.await1("listening", seen -> seen.pid() == OWN_PID && seen.localPort() == listener.getLocalPort());
        }
    }

    @Test
    void programThatTheKernelRefusesLeavesItsNeighboursAtWork() throws Exception {
        copyWithout("process.bpf.o", "sched_process_fork");
        try (LiveKernel live = startFromDirectory()) {
            assertThat(state(live, "process-fork")).isEqualTo(State.FAILED);
            assertThat(status(live, "process-fork").reason()).contains("loading process.bpf.o");
            assertThat(state(live, "process-exec")).isEqualTo(State.ATTACHED);
            assertThat(state(live, "process-exit")).isEqualTo(State.ATTACHED);

            Process process = new ProcessBuilder("/bin/true").start();

            live.awaitProcess("exited", seen -> seen.pid() == process.pid());
        }
    }

    @Test
    void directoryWithoutObjectsIsAReasonAndNoError() {
        try (LiveKernel live = startFromDirectory()) {
            assertThat(live.kernel.probes())
                    .allSatisfy(probe -> assertThat(probe.reason()).contains("was it built"));
            assertThat(live.kernel.losses()).containsEntry("kernel.ring.tcp", 0L);
            assertThat(live.kernel.ringFill()).isZero();
        }
    }

    @Test
    void ownProcessIsNotReported() throws Exception {
        KernelConfig config = new KernelConfig(RING_BYTES, TRACKED_SOCKETS, LiveKernel.OBJECTS, OWN_PID);
        try (LiveKernel live = LiveKernel.start(config);
                ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
                ServerSocket ownListener = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(ownListener.isBound()).isTrue();
            connectAndClose(3);
            Process other = new ProcessBuilder(
                            "/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + listener.getLocalPort())
                    .start();
            live.await1("opened", seen -> seen.pid() == other.pid());

            assertThat(live.log.sockets(
                            seen -> seen.pid() == OWN_PID && !seen.role().equals("server")))
                    .isEmpty();
            assertThat(live.log.sockets(
                            seen -> seen.pid() == OWN_PID && seen.what().equals("listening")))
                    .isEmpty();
            assertThat(live.kernel.walkSockets(
                            socket -> assertThat(socket.pid()).isNotEqualTo(OWN_PID)))
                    .isNotNegative();
        }
    }

    @Test
    void eventsThatTheRingHasNoRoomForAreCounted() throws IOException {
        KernelConfig tiny = new KernelConfig(4096, TRACKED_SOCKETS, LiveKernel.OBJECTS, 0);
        try (LiveKernel live = LiveKernel.start(tiny)) {
            CountDownLatch held = holdReader(live);
            connectAndClose(100);

            assertThat(live.kernel.losses().get("kernel.ring.tcp")).isPositive();
            assertThat(live.kernel.ringFill()).isGreaterThan(0.9);
            held.countDown();

            await().until(() -> live.kernel.ringFill() == 0);
            assertThat(live.kernel.events()).isPositive();
        }
    }

    @Test
    void socketsThatTheTableHasNoRoomForAreCountedAndStillReported() {
        KernelConfig tiny = new KernelConfig(RING_BYTES, 1, LiveKernel.OBJECTS, 0);
        try (LiveKernel live = LiveKernel.start(tiny);
                NetworkNamespace network = new NetworkNamespace()) {
            network.run(() -> {
                connectAndClose(1);
                return null;
            });

            live.await1("opened", seen -> network.holds(seen) && seen.role().equals("client"));
            live.await1("opened", seen -> network.holds(seen) && seen.role().equals("server"));
            assertThat(live.kernel.losses().get("kernel.table.sockets")).isPositive();
        }
    }

    @Test
    void closingGivesEverythingBack() throws IOException {
        LiveKernel.start().close();
        long before = openFiles();

        for (int i = 0; i < 3; i++) {
            LiveKernel.start().close();
        }

        assertThat(openFiles()).isEqualTo(before);
    }

    @Test
    void closedKernelAnswersWithNothing() {
        LiveKernel live = LiveKernel.start();
        live.close();

        assertThat(live.kernel.walkSockets(socket -> {})).isEqualTo(-1);
        assertThat(live.kernel.ringFill()).isZero();
        assertThat(live.kernel.losses()).isNotEmpty();
        live.close();
    }

    private static CountDownLatch holdReader(LiveKernel live) {
        CountDownLatch held = new CountDownLatch(1);
        live.kernel.execute(() -> {
            try {
                held.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return held;
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
