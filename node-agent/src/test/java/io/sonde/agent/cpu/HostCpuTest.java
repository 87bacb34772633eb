// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCpuTest {
    @TempDir
    private Path proc;

    @Test
    void theDifferenceOfTwoLooksIsTold() throws IOException {
        // Given
        var host = new HostCpu(proc);
        write("cpu  100 0 50 1000 10 0 5 0 0 0");
        assertThat(host.drain().seconds()).isEmpty();

        // When
        write("cpu  350 0 50 1100 9 0 5 0 0 0");
        HostCpu.Use use = host.drain();

        // Then
        assertThat(use.cpus()).isEqualTo(2);
        assertThat(use.seconds())
                .containsEntry(HostCpu.Mode.USER, 2.5)
                .containsEntry(HostCpu.Mode.IDLE, 1.0)
                .containsEntry(HostCpu.Mode.IOWAIT, 0.0);
    }

    @Test
    void aHostThatCannotBeReadIsUnknown() {
        assertThat(new HostCpu(proc).drain()).isEqualTo(HostCpu.Use.UNKNOWN);
    }

    private void write(String all) throws IOException {
        Files.writeString(proc.resolve("stat"), all + "\ncpu0 1 0 0 1\ncpu1 1 0 0 1\nintr 5 0 0\n");
    }
}
