// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.proto.Metric;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real containers of plain runc, whose names stand in no id. */
class RuncTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final String BUNDLE = """
            {"ociVersion": "1.0.2", "root": {"path": "rootfs", "readonly": true},
             "process": {"cwd": "/", "env": ["PATH=/bin", "PASSWORD=hunter2"], "args": ["/bin/busybox", "sh", "-c", "SCRIPT"]},
             "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"}],
             "linux": {"namespaces": [{"type": "pid"}, {"type": "mount"}, {"type": "ipc"}, {"type": "uts"}],
                       "resources": {"memory": {"limit": 67108864}}}}
            """;

    @TempDir
    private Path directory;

    private final Reports reports = new Reports();
    private final String prefix = "sonde-" + ProcessHandle.current().pid() + "-";

    @BeforeEach
    void needsRuncAndRoot() {
        Needs.kernel();
        Needs.programs("runc");
        Needs.met(Files.exists(BUSYBOX), "busybox-static is missing");
    }

    @AfterEach
    void deleteContainers() throws Exception {
        for (String name : List.of("old", "checkout")) {
            new ProcessBuilder("runc", "delete", "--force", prefix + name)
                    .start()
                    .waitFor();
        }
    }

    @Test
    void aContainerIsNamedAsRuncWasToldAlsoWhereItsNotesLieElsewhere() throws Exception {
        // Given: one that is older than the agent
        runc(List.of("run", "--detach"), "old", "sleep 1000");

        try (var server = new ServerSocket(0);
                Agent agent = reports.agent(directory)) {
            String call = "nc 127.0.0.1 " + server.getLocalPort() + " -e /bin/busybox true";
            await().atMost(PATIENCE).until(() -> of("old", Metric.SONDE_PROCESS_RUNNING) > 0);

            // When
            runc(List.of("run"), "checkout", "for n in 1 2 3 4 5; do " + call + "; done");
            runc(List.of("--root", directory.resolve("notes").toString(), "run"), "cart", call + "; " + call);
            assertThat(agent).isNotNull();
        }

        // Then
        assertThat(of("checkout", Metric.SONDE_TCP_CONNECTIONS_OPENED)).isEqualTo(5);
        assertThat(of("cart", Metric.SONDE_TCP_CONNECTIONS_OPENED)).isEqualTo(2);
        assertThat(reports.of(prefix + "checkout", Metric.SONDE_TCP_CONNECTIONS_OPENED.id()))
                .allSatisfy(point -> assertThat(point.resource())
                        .containsEntry("container.id", prefix + "checkout")
                        .containsEntry("container.name", prefix + "checkout")
                        .containsEntry("service.instance.id", prefix + "checkout")
                        .containsEntry("sonde.service.origin", "container"));
        assertThat(reports.of(prefix + "old", Metric.SONDE_CONTAINER_MEMORY_LIMIT.id())
                        .map(Reports.Point::value))
                .isNotEmpty()
                .containsOnly((double) (64 << 20));
        assertThat(reports.all().toString()).doesNotContain("hunter2");
    }

    private double of(String name, Metric metric) {
        return reports.sum(prefix + name, metric.id());
    }

    private void runc(List<String> command, String name, String script) throws IOException, InterruptedException {
        Path bundle = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(bundle.resolve("rootfs/bin"));
        Files.createDirectories(bundle.resolve("rootfs/proc"));
        Files.copy(BUSYBOX, bundle.resolve("rootfs/bin/busybox"));
        for (String applet : List.of("nc", "sleep")) {
            Files.createSymbolicLink(bundle.resolve("rootfs/bin/" + applet), Path.of("busybox"));
        }
        Files.writeString(bundle.resolve("config.json"), BUNDLE.replace("SCRIPT", script));
        List<String> all = new ArrayList<>(List.of("runc"));
        all.addAll(command);
        all.addAll(List.of("--bundle", bundle.toString(), prefix + name));
        Path said = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(all)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(said, StandardCharsets.UTF_8))
                .isZero();
    }
}
