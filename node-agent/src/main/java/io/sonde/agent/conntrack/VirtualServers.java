// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The host's virtual servers of IPVS. It translates without connection tracking unless {@code net.ipv4.vs.conntrack} is 1, and then
 * nobody tells who is behind a virtual address.
 */
final class VirtualServers {
    /** Version, two lines of headings. */
    private static final int HEADINGS = 3;

    private VirtualServers() {}

    /** What is not seen of them, for people; empty where there are none, or connection tracking tells. */
    static String unresolved(Path proc) {
        Path table = proc.resolve("1/net/ip_vs");
        if (!Files.exists(table) || isEmpty(table)) {
            return "";
        }
        // Of the agent's own network namespace: the kernel shows those of another one only inside.
        boolean told = text(proc.resolve("sys/net/ipv4/vs/conntrack")).equals("1");
        return told
                ? ""
                : "who is behind the virtual addresses of IPVS is not known: it is told where net.ipv4.vs.conntrack is 1";
    }

    private static boolean isEmpty(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(HEADINGS).findFirst().isEmpty();
        } catch (IOException _) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
