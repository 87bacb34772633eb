// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * Three hosts on one machine: network namespaces {@code west} and {@code east}, each joined to {@code middle} by a veth
 * pair. What is sent beyond {@code middle} is swallowed there (it forwards nothing) or answered as unreachable.
 */
final class Network implements AutoCloseable {
    static final String MIDDLE_4_FROM_WEST = "10.77.1.1";
    static final String MIDDLE_4_FROM_EAST = "10.77.2.1";
    static final String MIDDLE_6_FROM_WEST = "fd77:1::1";
    static final String MIDDLE_6_FROM_EAST = "fd77:2::1";
    static final String SWALLOWED_4 = "10.77.99.1";
    static final String SWALLOWED_6 = "fd77:99::1";
    static final String UNREACHABLE_4 = "10.77.88.1";
    static final String UNREACHABLE_6 = "fd77:88::1";

    private final String prefix = "sonde-" + ProcessHandle.current().pid() + "-";

    Network() {
        for (String name : List.of("west", "middle", "east")) {
            Programs.run("ip", "netns", "add", prefix + name);
            in(name, "ip", "link", "set", "lo", "up");
        }
        // A host that forwards nothing drops what is not for it without a word.
        in("middle", "sysctl", "-q", "-w", "net.ipv4.ip_forward=0", "net.ipv6.conf.all.forwarding=0");
        join("west", 1);
        join("east", 2);
    }

    private void join(String side, int number) {
        String far = "to-" + side;
        Programs.run(
                "ip",
                "-n",
                prefix + side,
                "link",
                "add",
                "to-middle",
                "type",
                "veth",
                "peer",
                "name",
                far,
                "netns",
                prefix + "middle");
        address(side, "to-middle", number, 2);
        address("middle", far, number, 1);
        String through4 = "10.77." + number + ".1";
        String through6 = "fd77:" + number + "::1";
        in(side, "ip", "route", "add", "10.77.99.0/24", "via", through4);
        in(side, "ip", "-6", "route", "add", "fd77:99::/64", "via", through6);
        in(side, "ip", "route", "add", "unreachable", "10.77.88.0/24");
        in(side, "ip", "-6", "route", "add", "unreachable", "fd77:88::/64");
    }

    private void address(String name, String device, int network, int host) {
        in(name, "ip", "addr", "add", "10.77." + network + "." + host + "/24", "dev", device);
        in(name, "ip", "-6", "addr", "add", "fd77:" + network + "::" + host + "/64", "dev", device, "nodad");
        in(name, "ip", "link", "set", device, "up");
    }

    /** The command, to be run on that host. */
    List<String> on(String name, List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", prefix + name));
        all.addAll(command);
        return all;
    }

    void in(String name, String... command) {
        Programs.run(on(name, List.of(command)).toArray(String[]::new));
    }

    @Override
    public void close() {
        for (String name : List.of("west", "middle", "east")) {
            Programs.run("ip", "netns", "del", prefix + name);
        }
    }
}
