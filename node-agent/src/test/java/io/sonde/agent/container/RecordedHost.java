// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import io.sonde.agent.kubernetes.Workloads;
import io.sonde.agent.runtime.HostFiles;
import io.sonde.agent.runtime.Limits;
import io.sonde.agent.runtime.RuncState;
import io.sonde.agent.runtime.Runtimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A host made of files, as runtimes and the kernel write them. */
final class RecordedHost {
    /** Without a kubelet; pods of its own files end in {@code node1}. */
    private static final Workloads WORKLOADS = new Workloads(Optional.empty(), "node1");

    private final Path root;
    private final HostFiles files;
    private final RuncState states;

    RecordedHost(Path root) {
        this.root = root;
        this.files = new HostFiles(root.resolve("proc"), root);
        this.states = new RuncState(files);
    }

    RecordedHost file(String path, String text) {
        try {
            Path file = root.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordedHost process(int pid, int parent, String name, String... arguments) {
        file("/proc/" + pid + "/stat", pid + " (" + name + ") S " + parent + " 0 0 0");
        return file("/proc/" + pid + "/cmdline", String.join("\0", arguments) + "\0");
    }

    RecordedHost workingDirectory(int pid, String directory) {
        return link(
                "/proc/" + pid + "/cwd", root.resolve(directory.substring(1)).toString());
    }

    /** @param target as it is written in the link */
    RecordedHost link(String path, String target) {
        try {
            Path link = root.resolve(path.substring(1));
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String path) {
        return root.resolve(path.substring(1));
    }

    RuncState states() {
        return states;
    }

    ContainerCatalog.Finding find(String id, int pid) {
        return new ContainerLookup(new Runtimes(files, states), WORKLOADS).identify(id, pid);
    }

    Limits limits(String id, int pid) {
        return new ContainerLookup(new Runtimes(files, states), WORKLOADS).limits(id, pid);
    }

    Container container(String id, int pid) {
        return find(id, pid).container().orElseThrow();
    }
}
