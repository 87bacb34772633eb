// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * Two nodes on one machine: network namespaces {@code west} and {@code east}, joined by a veth pair. A second pair leads from
 * each to this machine's own namespace, where the server is.
 */
final class TwoNodes implements AutoCloseable {
    static final String EAST_4 = "10.78.0.2";
    static final String EAST_6 = "fd78::2";

    private static final List<String> NAMES = List.of("west", "east");

    private final long own = ProcessHandle.current().pid();
    private final String prefix = "sonde-" + own + "-";

    TwoNodes() {
        for (String name : NAMES) {
            Programs.run("ip", "netns", "add", prefix + name);
            in(name, "ip", "link", "set", "lo", "up");
            toServer(name);
        }
        Programs.run(
                words("ip -n %swest link add joint type veth peer name joint netns %seast".formatted(prefix, prefix)));
        for (String name : NAMES) {
            int number = number(name);
            in(name, words("ip addr add 10.78.0.%d/24 dev joint".formatted(number)));
            in(name, words("ip -6 addr add fd78::%d/64 dev joint nodad".formatted(number)));
            in(name, "ip", "link", "set", "joint", "up");
        }
    }

    private void toServer(String name) {
        String device = deviceTo(name);
        Programs.run(words("ip -n %s%s link add server type veth peer name root".formatted(prefix, name)));
        Programs.run(words("ip -n %s%s link set root name %s netns %d".formatted(prefix, name, device, own)));
        Programs.run(words("ip addr add %s/24 dev %s".formatted(serverSeenFrom(name), device)));
        Programs.run("ip", "link", "set", device, "up");
        in(name, words("ip addr add 10.79.%d.2/24 dev server".formatted(number(name))));
        in(name, "ip", "link", "set", "server", "up");
    }

    private String deviceTo(String name) {
        return "s" + own + name.charAt(0);
    }

    String serverSeenFrom(String name) {
        return "10.79." + number(name) + ".1";
    }

    private static int number(String name) {
        return NAMES.indexOf(name) + 1;
    }

    private static String[] words(String command) {
        return command.split(" ");
    }

    /** Nothing but the network is the node's own. */
    List<String> runner(String name) {
        return List.of("nsenter", "--net=/run/netns/" + prefix + name);
    }

    List<String> on(String name, List<String> command) {
        List<String> all = new ArrayList<>(runner(name));
        all.addAll(command);
        return all;
    }

    /** Port 80 of an address, asked by west, is this port of east: as a service's virtual address is. */
    void translate(String virtual, int port) {
        in(
                "west",
                words("iptables-legacy -t nat -A OUTPUT -d %s -p tcp --dport 80 -j DNAT --to-destination %s:%d"
                        .formatted(virtual, EAST_4, port)));
        in("west", words("ip route add %s via %s".formatted(virtual, EAST_4)));
    }

    void startAgents(Stack stack) {
        for (String name : NAMES) {
            stack.startAgentOf(name, serverSeenFrom(name), runner(name));
        }
    }

    void in(String name, String... command) {
        Programs.run(on(name, List.of(command)).toArray(String[]::new));
    }

    /** The kernel takes a namespace down some time later; its device here would be in the way of the next two nodes. */
    @Override
    public void close() {
        for (String name : NAMES) {
            Programs.run("ip", "link", "del", deviceTo(name));
            Programs.run("ip", "netns", "del", prefix + name);
        }
    }
}
