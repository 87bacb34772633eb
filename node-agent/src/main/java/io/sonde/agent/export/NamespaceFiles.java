// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.net.NamespaceTable.LocalAddress;
import io.sonde.agent.net.NamespaceTable.Namespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the addresses of a network namespace through {@code /proc} of a process that lives in it. */
final class NamespaceFiles {
    private static final long V4_MAPPED = 0xFFFFL << 32;
    private static final int HEX = 16;
    /** A router's table may have a million routes; the local ones come early or are not worth the time. */
    private static final int MAX_LINES = 100_000;

    private final Path proc;
    private final int maxAddresses;

    NamespaceFiles(Path proc, int maxAddresses) {
        this.proc = proc;
        this.maxAddresses = maxAddresses;
    }

    /** Empty where {@code /proc} does not tell. */
    Optional<Namespace> ofThisProcess() {
        try {
            String pid = Files.readSymbolicLink(proc.resolve("self")).toString();
            String link =
                    Files.readSymbolicLink(proc.resolve(pid).resolve("ns/net")).toString();
            long inode = Long.parseLong(link.substring("net:[".length(), link.length() - 1));
            return Optional.of(new Namespace(inode, Integer.parseInt(pid)));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Empty when the process is gone or lives somewhere else by now. */
    Optional<Set<LocalAddress>> addresses(long namespace, int pid) {
        Path process = proc.resolve(Integer.toString(pid));
        try {
            if (!Files.readSymbolicLink(process.resolve("ns/net")).toString().equals("net:[" + namespace + "]")) {
                return Optional.empty();
            }
            Set<LocalAddress> found = new LinkedHashSet<>();
            readV4(process.resolve("net/fib_trie"), namespace, found);
            readV6(process.resolve("net/if_inet6"), namespace, found);
            return Optional.of(found);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** A line with an address, followed by one that says what it is for. */
    private void readV4(Path file, long namespace, Set<LocalAddress> found) throws IOException {
        String address = "";
        int lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line;
            while ((line = reader.readLine()) != null && lines++ < MAX_LINES && found.size() < maxAddresses) {
                int mark = line.indexOf("|-- ");
                if (mark >= 0) {
                    address = line.substring(mark + 4);
                } else if (line.endsWith("/32 host LOCAL")) {
                    found.add(new LocalAddress(namespace, 0, V4_MAPPED | v4(address)));
                }
            }
        }
    }

    /** The file is missing where IPv6 is switched off. */
    private void readV6(Path file, long namespace, Set<LocalAddress> found) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            if (line.length() >= 32 && found.size() < maxAddresses) {
                found.add(new LocalAddress(
                        namespace,
                        Long.parseUnsignedLong(line.substring(0, 16), HEX),
                        Long.parseUnsignedLong(line.substring(16, 32), HEX)));
            }
        }
    }

    private static long v4(String dotted) {
        long address = 0;
        for (String part : dotted.split("\\.")) {
            address = (address << 8) | Integer.parseInt(part);
        }
        return address;
    }
}
