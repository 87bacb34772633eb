// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The host's virtual servers of IPVS. It translates beside connection tracking: with {@code net.ipv4.vs.conntrack} 0 that is not told at
 * all, with 1 it is told without the mark of a translation, by which the others are picked out.
 */
final class VirtualServers {
    /** Version, two lines of headings. */
    private static final int HEADINGS = 3;

    private VirtualServers() {}

    /** What is not seen of them, for people; empty where there are none. */
    static String unresolved(Path proc) {
        Path table = proc.resolve("1/net/ip_vs");
        return !Files.exists(table) || isEmpty(table)
                ? ""
                : "this host has virtual servers of IPVS: who is behind their addresses is not known";
    }

    private static boolean isEmpty(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(HEADINGS).findFirst().isEmpty();
        } catch (IOException _) {
            return false;
        }
    }
}
