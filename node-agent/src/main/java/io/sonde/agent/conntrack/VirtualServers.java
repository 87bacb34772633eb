// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The host's virtual servers of IPVS. It translates beside connection tracking, and tells it only with
 * {@code net.ipv4.vs.conntrack} 1; what goes on to a server by route or tunnel is not translated at all.
 */
final class VirtualServers {
    private static final String TELLS = "1";
    /** Version, two lines of headings. */
    private static final int HEADINGS = 3;

    private static final String SERVER = "->";
    private static final String TRANSLATED = " Masq ";
    private static final String UNKNOWN =
            "this host has virtual servers of IPVS: who is behind their addresses is not known";

    private VirtualServers() {}

    /**
     * What is not seen of them, for people; empty where there is nothing.
     *
     * @param tells whether the host's IPVS tells connection tracking; asked where there are virtual servers only
     */
    static String unresolved(Path proc, BooleanSupplier tells) {
        List<String> table = lines(proc.resolve("1/net/ip_vs"));
        if (table.isEmpty()) {
            return "";
        }
        if (!tells.getAsBoolean()) {
            return UNKNOWN + " (it is with net.ipv4.vs.conntrack=1)";
        }
        boolean passedOn = table.stream()
                .map(String::strip)
                .anyMatch(line -> line.startsWith(SERVER) && !line.contains(TRANSLATED));
        return passedOn ? UNKNOWN + " where they forward by route or tunnel" : "";
    }

    /** Of the network namespace that the calling thread is in. */
    static boolean tellTracking(Path proc) {
        try {
            return Files.readString(proc.resolve("sys/net/ipv4/vs/conntrack"))
                    .strip()
                    .equals(TELLS);
        } catch (IOException _) {
            return false;
        }
    }

    private static List<String> lines(Path table) {
        if (!Files.exists(table)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(HEADINGS).toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
