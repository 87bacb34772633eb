// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sonde.agent.runtime.HostFiles;
import io.sonde.agent.runtime.RuncState;
import io.sonde.agent.runtime.Runtimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real group of 32 MB, and a program in it that wants more. */
class MemoryKillsTest {
    private static final String ID = "0a1b2c3d4e5f6789".repeat(4);
    private static final long LIMIT_BYTES = 32 << 20;

    /** Reads one line of a gigabyte; waits to be let go until it is in the group. */
    private static final String GREEDY = "read -r go; tail -n 1 /dev/zero";

    private static final Path VERSION_ONE = Path.of("/sys/fs/cgroup/memory");
    private static final Path VERSION_TWO = Path.of("/sys/fs/cgroup");

    private final Path group =
            (Files.isDirectory(VERSION_ONE) ? VERSION_ONE : VERSION_TWO).resolve("docker-" + ID + ".scope");

    @BeforeEach
    void limit() throws IOException {
        Assumptions.assumeTrue(Files.isWritable(group.getParent()), "control groups can be made by root only");
        Files.createDirectory(group);
        boolean one = group.startsWith(VERSION_ONE);
        Assumptions.assumeTrue(
                one || Files.exists(group.resolve("memory.max")), "memory is not controlled where groups are made");
        Files.writeString(group.resolve(one ? "memory.limit_in_bytes" : "memory.max"), Long.toString(LIMIT_BYTES));
        Path swap = group.resolve(one ? "memory.memsw.limit_in_bytes" : "memory.swap.max");
        if (Files.exists(swap)) {
            Files.writeString(swap, one ? Long.toString(LIMIT_BYTES) : "0");
        }
    }

    @AfterEach
    void remove() {
        await().until(() -> !Files.exists(group) || group.toFile().delete());
    }

    @Test
    void areReadAfterTheProcessIsGone() throws Exception {
        // Given
        var files = new HostFiles(Path.of("/proc"));
        var runtimes = new Runtimes(files, new RuncState(files));
        Process greedy = new ProcessBuilder("sh", "-c", GREEDY).start();
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(greedy.pid()));
        assertThat(runtimes.limits(ID, (int) greedy.pid()).memoryKills()).isZero();

        // When
        try (var in = greedy.outputWriter()) {
            in.write("go\n");
        }
        assertThat(greedy.waitFor(60, TimeUnit.SECONDS)).isTrue();

        // Then
        assertThat(runtimes.limits(ID, (int) greedy.pid()).memoryKills()).isEqualTo(1);
    }
}
