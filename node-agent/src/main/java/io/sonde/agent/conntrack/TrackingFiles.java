// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel's files say about connection tracking in the network namespace of the calling thread. */
final class TrackingFiles {
    private static final Path SETTINGS = Path.of("/proc/sys/net/netfilter");

    private TrackingFiles() {}

    /** Whether the kernel tracks connections anywhere at all. */
    static boolean isThere() {
        return Files.exists(SETTINGS.resolve("nf_conntrack_count"));
    }

    static boolean tellsEvents() {
        return !text(SETTINGS.resolve("nf_conntrack_events")).equals("0");
    }

    /** Empty where there is no such file. */
    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
