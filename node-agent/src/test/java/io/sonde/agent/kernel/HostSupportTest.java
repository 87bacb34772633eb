// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSupportTest {
    @ParameterizedTest
    @CsvSource({
        "000001ffffffffff, true", // root
        "0000000000200000, true", // CAP_SYS_ADMIN
        "000000c000000000, true", // CAP_BPF and CAP_PERFMON
        "0000008000000000, false", // CAP_BPF alone
        "0000004000000000, false", // CAP_PERFMON alone
        "0000000000000000, false",
    })
    void rightsThatSuffice(String capabilities, boolean enough) {
        assertThat(HostSupport.mayLoadPrograms(Long.parseUnsignedLong(capabilities, 16)))
                .isEqualTo(enough);
    }
}
