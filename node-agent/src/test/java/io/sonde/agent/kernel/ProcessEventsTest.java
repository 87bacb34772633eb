// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEventsTest {
    private static final int OWN_PID = (int) ProcessHandle.current().pid();

    private static LiveKernel live;

    @BeforeAll
    static void start() {
        live = LiveKernel.start();
    }

    @AfterAll
    static void stop() {
        if (live != null) {
            live.close();
        }
    }

    /** Leaves out the program that the JDK starts others with. */
    private static SeenProcess started(Process process, String program) {
        return live.awaitProcess(
                "started",
                seen -> seen.pid() == process.pid() && seen.filename().equals(program));
    }

    @Test
    void programIsSeenWithItsArgumentsAndExitCode() throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", "exit 3", "näme", "").start();
        process.waitFor();

        SeenProcess started = started(process, "/bin/sh");
        assertThat(started.comm()).isEqualTo("sh");
        assertThat(started.arguments()).containsExactly("/bin/sh", "-c", "exit 3", "näme", "");
        assertThat(started.parentPid()).isEqualTo(OWN_PID);
        assertThat(started.cgroupId()).isPositive();
        SeenProcess exited = live.awaitProcess("exited", seen -> seen.pid() == process.pid());
        assertThat(exited.exitCode()).isEqualTo(3);
        assertThat(exited.exitSignal()).isZero();
        assertThat(exited.comm()).isEqualTo("sh");
    }

    @Test
    void longArgumentsAreCutOff() throws Exception {
        Process process = new ProcessBuilder("/bin/true", "x".repeat(5000), "never seen").start();
        process.waitFor();

        List<String> arguments = started(process, "/bin/true").arguments();

        assertThat(arguments).hasSize(2);
        assertThat(String.join(" ", arguments)).hasSize(EventLayouts.ARGUMENTS_BYTES);
    }

    @Test
    void signalThatEndsAProcessIsSeen() throws Exception {
        Process process = new ProcessBuilder("/bin/sleep", "60").start();
        started(process, "/bin/sleep");
        process.destroyForcibly().waitFor();

        SeenProcess exited = live.awaitProcess("exited", seen -> seen.pid() == process.pid());

        assertThat(exited.exitSignal()).isEqualTo(9);
        assertThat(exited.exitCode()).isZero();
    }

    @Test
    void copyOfAProcessNamesItsParent() throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", "(exit 4); exit 5").start();
        process.waitFor();

        SeenProcess forked = live.awaitProcess(
                "forked",
                seen -> seen.parentPid() == process.pid() && seen.comm().equals("sh"));

        SeenProcess exited = live.awaitProcess("exited", seen -> seen.pid() == forked.pid());
        assertThat(exited.exitCode()).isEqualTo(4);
    }

    @Test
    void threadIsNoProcess() throws Exception {
        Thread.ofPlatform().start(() -> {}).join();
        Process after = new ProcessBuilder("/bin/true").start();
        after.waitFor();
        live.awaitProcess("exited", seen -> seen.pid() == after.pid());

        assertThat(live.log.processes(seen -> seen.what().equals("exited") && seen.pid() == OWN_PID))
                .isEmpty();
        assertThat(live.log.processes(seen -> seen.what().equals("forked") && seen.pid() == OWN_PID))
                .isEmpty();
    }

    @Test
    void everyShortLivedProcessIsSeen() throws Exception {
        int count = 200;
        Process loop = new ProcessBuilder(
                        "/bin/sh", "-c", "i=0; while [ $i -lt " + count + " ]; do /bin/true; i=$((i+1)); done")
                .start();
        loop.waitFor();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(live.log.processes(
                                seen -> seen.what().equals("started") && seen.parentPid() == loop.pid()))
                        .hasSize(count));
        assertThat(live.kernel.losses()).containsEntry("kernel.ring.process", 0L);
    }

    @Test
    void connectionOfAProcessThatIsGoneCarriesItsName() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = listener.getLocalPort();
            Process process = new ProcessBuilder("/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port).start();
            process.waitFor();

            SeenSocket opened = live.await1("opened", seen -> seen.pid() == process.pid());

            assertThat(opened.remotePort()).isEqualTo(port);
            assertThat(started(process, "/bin/bash").comm()).isEqualTo("bash");
        }
    }

    @ParameterizedTest
    @CsvSource({"/sys/fs/cgroup/unified", "/sys/fs/cgroup/memory", "/sys/fs/cgroup"})
    void containerOfAProcessThatIsGoneIsToldByItsControlGroups(Path hierarchy) throws Exception {
        if (!Files.isWritable(hierarchy.resolve("cgroup.procs"))) {
            System.out.println("skipped: " + hierarchy + " is no control group hierarchy of this host");
            return;
        }
        String container = "cri-containerd-" + "0123456789abcdef".repeat(4) + ".scope";
        Path pod = hierarchy.resolve("sonde-test-" + OWN_PID + ".slice");
        Path leaf = pod.resolve(container);
        Files.createDirectories(leaf);
        try {
            Process process = new ProcessBuilder(
                            "/bin/sh", "-c", "echo $$ > " + leaf + "/cgroup.procs && exec /bin/true")
                    .start();
            process.waitFor();

            List<String> names = started(process, "/bin/true").cgroupNames();

            assertThat(names).containsSubsequence(container, pod.getFileName().toString());
        } finally {
            removeEmptied(leaf);
            removeEmptied(pod);
        }
    }

    /** A group can be removed only once the kernel has buried the last of its processes. */
    private static void removeEmptied(Path group) {
        await().ignoreException(IOException.class).until(() -> Files.deleteIfExists(group) || !Files.exists(group));
    }
}
