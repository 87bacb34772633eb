// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sonde.agent.libbpf.BpfMap;
import io.sonde.agent.libbpf.LibBpf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MissedRunsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 4;
    private static final int TAKEN = 1;

    @Test
    void whatTheKernelDoesNotRunTheFirstProgramForTheSecondTakes() throws Exception {
        LiveKernel.assumeKernel();
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor does not interrupt itself");
        LibBpf library = ((LibBpf.Found) HostSupport.library()).library();
        KernelPrograms programs =
                KernelPrograms.load(library, new KernelConfig(1 << 20, 65_536, LiveKernel.OBJECTS, 0), null);
        try (NetworkNamespace network = new NetworkNamespace()) {
            packetsInterruptOtherProcessors(network);
            AtomicBoolean storm = new AtomicBoolean(true);
            List<Thread> clients = network.run(() -> storm(storm));
            BpfMap nested = programs.map(SharedMaps.NESTED).orElseThrow();

            try {
                await().atMost(PATIENCE).until(() -> nested.sum(TAKEN) > 0);
            } finally {
                storm.set(false);
                for (Thread client : clients) {
                    client.join();
                }
            }

            long skipped = programs.link("tcp").orElseThrow().missedRuns().orElseThrow();
            assertThat(programs.losses())
                    .containsEntry("kernel.missed.tcp_state", skipped - nested.sum(TAKEN))
                    .containsKeys(
                            "kernel.missed.connect_enter",
                            "kernel.missed.connect_exit",
                            "kernel.missed.process_exec",
                            "kernel.missed.process_fork",
                            "kernel.missed.process_exit")
                    .doesNotContainKey("kernel.missed.tcp_state_nested");
            assertThat(skipped - nested.sum(TAKEN)).isBetween(0L, skipped / 2);
        } finally {
            programs.close();
        }
    }

    /** The loopback of a fresh namespace hands its packets to another processor, which is interrupted for them wherever it is. */
    private static void packetsInterruptOtherProcessors(NetworkNamespace network) {
        network.shell("mount -t sysfs none /sys && echo 3 >/sys/class/net/lo/queues/rx-0/rps_cpus");
    }

    private static List<Thread> storm(AtomicBoolean goOn) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofPlatform().daemon().start(() -> connect(server, goOn)));
        }
        return clients;
    }

    private static void connect(ServerSocket server, AtomicBoolean goOn) {
        while (goOn.get()) {
            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                assertThat(client.isConnected()).isEqualTo(accepted.isConnected());
            } catch (IOException _) {
                // One that fails changes its states as well.
            }
        }
    }
}
