// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifierLogTest {
    @Test
    void lastWordsAreKeptWithoutTheStatistics() {
        String log = """
                0: R1=ctx() R10=fp0
                1: (79) r2 = *(u64 *)(r1 +4096)
                invalid bpf_context access off=4096 size=8
                processed 2 insns (limit 1000000) max_states_per_insn 0
                """;

        assertThat(VerifierLog.essence(log))
                .isEqualTo("1: (79) r2 = *(u64 *)(r1 +4096); invalid bpf_context access off=4096 size=8");
    }

    @Test
    void emptyLogSaysNothing() {
        assertThat(VerifierLog.essence("\n\n")).isEmpty();
    }

    @Test
    void lineOfAStatusPageIsNotOutgrown() {
        assertThat(VerifierLog.essence("x".repeat(10_000))).hasSize(300);
    }
}
