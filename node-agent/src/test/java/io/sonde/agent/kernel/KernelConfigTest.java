// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelConfigTest {
    private static final Path ANY = Path.of("bpf");

    @ParameterizedTest
    @ValueSource(ints = {0, -4096, 2048, 4096 + 1, 3 * 4096})
    void ringThatTheKernelWouldRefuseIsRefusedWithWords(int bytes) {
        assertThatThrownBy(() -> new KernelConfig(bytes, 1, ANY, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("power of two");
    }

    @Test
    void tableNeedsRoom() {
        assertThatThrownBy(() -> new KernelConfig(4096, 0, ANY, 0)).hasMessageContaining("tracked sockets");
    }

    @Test
    void agentIgnoresItself() {
        assertThat(KernelConfig.defaults(ANY).ignoredPid())
                .isEqualTo((int) ProcessHandle.current().pid());
    }
}
