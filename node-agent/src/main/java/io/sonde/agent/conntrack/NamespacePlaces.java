// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import io.sonde.agent.net.NamespaceScope;
import io.sonde.agent.net.NamespaceTable.Namespace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds a file for each network namespace of this host: the agent's and the host's own, those of processes, named ones. */
final class NamespacePlaces {
    /** Where ip-netns, CNI plug-ins and Docker keep namespaces, also such as no process lives in: routers. */
    private static final List<String> DIRECTORIES = List.of("run/netns", "run/docker/netns");

    private final Path proc;
    private final NamespaceScope scope;

    NamespacePlaces(Path proc, NamespaceScope scope) {
        this.proc = proc;
        this.scope = scope;
    }

    static Path own() {
        return Path.of("/proc/self/ns/net");
    }

    /** By inode; {@code inUse} tells of those that sockets were seen in. */
    Found find(List<Namespace> inUse, int most) {
        Found found = new Found(new LinkedHashMap<>(), new HashSet<>());
        found.add(own(), most);
        if (!scope.all()) {
            return found;
        }
        found.add(proc.resolve("1/ns/net"), most);
        for (Namespace namespace : inUse) {
            if (!found.places().containsKey(namespace.inode())) {
                found.add(proc.resolve(namespace.pid() + "/ns/net"), most);
            }
        }
        for (String directory : DIRECTORIES) {
            addAll(found, Path.of("/").resolve(directory), most);
            addAll(found, proc.resolve("1/root").resolve(directory), most);
        }
        return found;
    }

    /**
     * Files by the namespaces' inodes.
     *
     * @param beyond the limit: there, and not among the places
     */
    record Found(Map<Long, Path> places, Set<Long> beyond) {
        /** So many are told apart; what lies beyond that is not counted either. */
        private static final int MOST_BEYOND = 4096;

        private void add(Path file, int most) {
            try {
                Long inode = (Long) Files.getAttribute(file, "unix:ino");
                if (places.containsKey(inode)) {
                    return;
                }
                if (places.size() < most) {
                    places.put(inode, file);
                } else if (beyond.size() < MOST_BEYOND) {
                    beyond.add(inode);
                }
            } catch (IOException _) {
                // gone by now
            }
        }
    }

    private static void addAll(Found found, Path directory, int most) {
        try (DirectoryStream<Path> named = Files.newDirectoryStream(directory)) {
            named.forEach(file -> found.add(file, most));
        } catch (IOException _) {
            // not there, or not for us
        }
    }
}
