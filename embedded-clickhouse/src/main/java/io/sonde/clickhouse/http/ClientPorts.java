// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is connected to a port of this machine, from the kernel's tables of TCP sockets. */
final class ClientPorts {
    /** The JVM's sockets are IPv6 ones that speak IPv4, or IPv4 ones, as it was started. */
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final String ESTABLISHED = "01";
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    private ClientPorts() {}

    /** Ports at the other ends of the connections that neither side has closed. */
    static Set<Integer> connectedTo(int port) throws IOException {
        Stream<String[]> rows = Stream.empty();
        for (Path table : TABLES) {
            if (Files.exists(table)) {
                rows = Stream.concat(
                        rows,
                        Files.readAllLines(table).stream()
                                .skip(1)
                                .map(line -> line.strip().split("\\s+")));
            }
        }
        return rows.filter(row -> row[STATE].equals(ESTABLISHED) && port(row[LOCAL]) == port)
                .map(row -> port(row[REMOTE]))
                .collect(Collectors.toSet());
    }

    /** From {@code 0100007F:1F90}. */
    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }
}
