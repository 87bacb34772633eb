// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.LibBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every probe needs of the host, asked before the first one is tried, so that the reason can be plain. */
final class HostSupport {
    private static final Path KERNEL_TYPES = Path.of("/sys/kernel/btf/vmlinux");
    private static final Path OWN_STATUS = Path.of("/proc/self/status");
    private static final String EFFECTIVE = "CapEff:";
    private static final long SYS_ADMIN = 1L << 21;
    private static final long PERFMON_AND_BPF = 1L << 38 | 1L << 39;

    private HostSupport() {}

    static LibBpf.Lookup library() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return new LibBpf.Missing("needs Linux");
        }
        if (!mayLoadPrograms(capabilities())) {
            return new LibBpf.Missing("needs root or CAP_BPF and CAP_PERFMON");
        }
        if (!Files.exists(KERNEL_TYPES)) {
            return new LibBpf.Missing("this kernel has no type information (" + KERNEL_TYPES + "): needs 5.9 or newer");
        }
        return LibBpf.find();
    }

    static boolean mayLoadPrograms(long capabilities) {
        return (capabilities & SYS_ADMIN) != 0 || (capabilities & PERFMON_AND_BPF) == PERFMON_AND_BPF;
    }

    private static long capabilities() {
        try {
            return Files.readAllLines(OWN_STATUS).stream()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .map(line -> line.substring(EFFECTIVE.length()).strip())
                    .mapToLong(digits -> Long.parseUnsignedLong(digits, 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
