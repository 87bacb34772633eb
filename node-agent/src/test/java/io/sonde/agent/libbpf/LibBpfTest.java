// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibBpfTest {
    @Test
    void libraryOfThisHostIsFound() {
        assertThat(LibBpf.find()).isInstanceOf(LibBpf.Found.class);
    }

    @Test
    void missingLibraryIsAValueWithAReason() {
        assertThat(LibBpf.find("libnotthere.so.7"))
                .isEqualTo(new LibBpf.Missing("libnotthere.so.7 is not installed (Debian: libbpf1, Fedora: libbpf)"));
    }

    @Test
    void otherLibraryOfThatNameIsAValueWithAReason() {
        assertThat(LibBpf.find("libc.so.6"))
                .isInstanceOfSatisfying(
                        LibBpf.Missing.class,
                        missing -> assertThat(missing.reason()).contains("libc.so.6", "libbpf_major_version"));
    }
}
