// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Threads as the real kernel side shows them. */
class CpuWalkTest {
    @Test
    void aProcessThatIsGoneAndWaitsForItsParentIsNotShownAgainAfterItsExit() throws Exception {
        try (LiveKernel live = LiveKernel.start()) {
            // Given: a child that was killed, of a parent that takes no note
            Process parent = new ProcessBuilder("/bin/bash", "-c", "sleep 1000 & echo $!; exec sleep 1001").start();
            int child = Integer.parseInt(parent.inputReader().readLine());
            await().until(() -> proc(parent.pid(), "comm").equals("sleep\n"));
            ProcessHandle.of(child).orElseThrow().destroyForcibly();
            live.awaitProcess("exited", seen -> seen.pid() == child);
            await().until(() -> proc(child, "stat").contains(") Z "));

            // When
            Set<Integer> shown = new HashSet<>();
            live.kernel.walkThreads((pid, run, delay) -> shown.add(pid));
            parent.destroyForcibly().waitFor();

            // Then
            assertThat(shown).contains((int) parent.pid()).doesNotContain(child);
        }
    }

    private static String proc(long pid, String file) throws Exception {
        return Files.readString(Path.of("/proc", String.valueOf(pid), file));
    }
}
