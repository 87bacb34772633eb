// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualServersTest {
    private static final String HEADINGS = """
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port Forward Weight ActiveConn InActConn
            """;
    private static final String SERVER = """
            TCP  0A600001:01BB rr
              -> 0AF40005:192B      Masq    1      0          0
            """;

    @TempDir
    private Path proc;

    @Test
    void aHostWithoutThemHasNothingToSay() {
        assertThat(VirtualServers.unresolved(proc, () -> false)).isEmpty();
    }

    @Test
    void aModuleThatIsLoadedAndUnusedHasNothingToSay() throws IOException {
        write("1/net/ip_vs", HEADINGS);

        assertThat(VirtualServers.unresolved(proc, () -> false)).isEmpty();
    }

    @Test
    void serversThatConnectionTrackingDoesNotHearOfAreToldWithTheSettingThatHelps() throws IOException {
        write("1/net/ip_vs", HEADINGS + SERVER);

        assertThat(VirtualServers.unresolved(proc, () -> false))
                .contains("virtual servers of IPVS", "net.ipv4.vs.conntrack=1");
    }

    @Test
    void serversThatConnectionTrackingHearsOfAreSeen() throws IOException {
        write("1/net/ip_vs", HEADINGS + SERVER);

        assertThat(VirtualServers.unresolved(proc, () -> true)).isEmpty();
    }

    @Test
    void serversBehindARouteAreNeverSeen() throws IOException {
        write("1/net/ip_vs", HEADINGS + SERVER + SERVER.replace("Masq ", "Route"));

        assertThat(VirtualServers.unresolved(proc, () -> true)).contains("by route or tunnel");
    }

    @Test
    void theSettingIsThatOfTheNamespaceOfTheThread() throws IOException {
        assertThat(VirtualServers.tellTracking(proc)).isFalse();
        write("sys/net/ipv4/vs/conntrack", "0\n");
        assertThat(VirtualServers.tellTracking(proc)).isFalse();
        write("sys/net/ipv4/vs/conntrack", "1\n");
        assertThat(VirtualServers.tellTracking(proc)).isTrue();
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
