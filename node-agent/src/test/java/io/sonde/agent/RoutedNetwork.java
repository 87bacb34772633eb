// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Three hosts on one machine: {@code client}, {@code router} and {@code server}, each a network namespace; the one in the middle forwards. */
final class RoutedNetwork implements AutoCloseable {
    static final String CLIENT = "10.91.1.2";
    static final String ROUTER = "10.91.1.1";
    static final String ROUTER_AT_SERVER = "10.91.2.1";
    static final String SERVER = "10.91.2.2";
    static final String SERVER_6 = "fd91:2::2";

    private static final List<String> HOSTS = List.of("client", "router", "server");

    private final String prefix = "nat-" + ProcessHandle.current().pid() + "-";

    RoutedNetwork() {
        for (String host : HOSTS) {
            run("ip", "netns", "add", prefix + host);
            in(host, "ip link set lo up");
            // else an address of a link is not used in its first two seconds, and what is sent to a neighbour then is
            // lost
            in(host, "sysctl -q -w net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0");
        }
        in("router", "sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        join("client", 1);
        join("server", 2);
    }

    private void join(String host, int number) {
        run(
                "ip",
                "-n",
                prefix + host,
                "link",
                "add",
                "out",
                "type",
                "veth",
                "peer",
                "name",
                host,
                "netns",
                prefix + "router");
        address(host, "out", number, 2);
        address("router", host, number, 1);
        in(host, "ip route add default via 10.91." + number + ".1");
        in(host, "ip -6 route add default via fd91:" + number + "::1");
    }

    private void address(String host, String device, int network, int number) {
        in(host, "ip addr add 10.91." + network + "." + number + "/24 dev " + device);
        in(host, "ip -6 addr add fd91:" + network + "::" + number + "/64 dev " + device + " nodad");
        in(host, "ip link set " + device + " up");
    }

    /** Words between spaces are the arguments. */
    void in(String host, String command) {
        run(on(host, command.split(" ")).toArray(String[]::new));
    }

    /** The command, to be run on that host. */
    List<String> on(String host, String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", prefix + host));
        all.addAll(Arrays.asList(command));
        return all;
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s: %s", String.join(" ", command), said)
                    .isZero();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        HOSTS.forEach(host -> run("ip", "netns", "del", prefix + host));
    }
}
