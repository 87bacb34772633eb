// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import io.sonde.agent.net.NamespaceScope;
import io.sonde.agent.net.NamespaceTable.Namespace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<Long, Path> find(List<Namespace> inUse, int most) {
        Map<Long, Path> places = new LinkedHashMap<>();
        add(places, own(), most);
        if (!scope.all()) {
            return places;
        }
        add(places, proc.resolve("1/ns/net"), most);
        for (Namespace namespace : inUse) {
            if (!places.containsKey(namespace.inode())) {
                add(places, proc.resolve(namespace.pid() + "/ns/net"), most);
            }
        }
        for (String directory : DIRECTORIES) {
            addAll(places, Path.of("/").resolve(directory), most);
            addAll(places, proc.resolve("1/root").resolve(directory), most);
        }
        return places;
    }

    private static void addAll(Map<Long, Path> places, Path directory, int most) {
        try (DirectoryStream<Path> named = Files.newDirectoryStream(directory)) {
            named.forEach(file -> add(places, file, most));
        } catch (IOException _) {
            // not there, or not for us
        }
    }

    private static void add(Map<Long, Path> places, Path file, int most) {
        if (places.size() >= most) {
            return;
        }
        try {
            places.putIfAbsent((Long) Files.getAttribute(file, "unix:ino"), file);
        } catch (IOException _) {
            // gone by now
        }
    }
}
