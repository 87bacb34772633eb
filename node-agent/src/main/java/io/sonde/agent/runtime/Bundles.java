// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Finds the OCI bundle of a container. Best by the program that minds it, which knows where its files are wherever the runtime was
 * told to keep them; else where runtimes keep them by default.
 */
final class Bundles {
    private static final String TASKS = "/io.containerd.runtime.v2.task";

    /** Each holds a directory per containerd namespace. */
    private static final List<String> CONTAINERD = List.of(
            "/run/containerd" + TASKS,
            "/run/k3s/containerd" + TASKS,
            "/run/docker/containerd/daemon" + TASKS,
            "/var/snap/microk8s/common/run/containerd" + TASKS);

    private static final List<String> STORAGE =
            List.of("/run/containers/storage/overlay-containers", "/var/lib/containers/storage/overlay-containers");

    /** From a process of a container over its shells and init to the minder: rarely more than two steps. */
    private static final int MAX_ANCESTORS = 8;

    private final HostFiles host;
    private final RuncState states;

    Bundles(HostFiles host, RuncState states) {
        this.host = host;
        this.states = states;
    }

    Optional<OciBundle> find(String id, int pid) {
        return Stream.of(byMinder(id, pid), byDefault(id), states.bundle(id))
                .flatMap(paths -> paths)
                .map(OciBundle::read)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<Path> byMinder(String id, int pid) {
        int ancestor = pid;
        for (int step = 0; step < MAX_ANCESTORS && ancestor > 1; step++) {
            List<String> stat = stat(ancestor);
            if (stat.size() < 2) {
                return Stream.of();
            }
            String name = stat.getFirst();
            if (name.startsWith("containerd-shim")) {
                return Stream.of(host.process(ancestor, "cwd").resolve("..").resolve(id));
            }
            if (name.startsWith("conmon")) {
                return bundleOption(ancestor);
            }
            ancestor = Integer.parseInt(stat.getLast());
        }
        return Stream.of();
    }

    /** Name and parent. */
    private List<String> stat(int pid) {
        String stat = text(host.process(pid, "stat"));
        int end = stat.lastIndexOf(')');
        String[] after =
                end < 0 ? new String[0] : stat.substring(end + 1).strip().split(" ");
        return after.length < 2 ? List.of() : List.of(stat.substring(stat.indexOf('(') + 1, end), after[1]);
    }

    /** {@code conmon … -b BUNDLE} or {@code --bundle BUNDLE}. */
    private Stream<Path> bundleOption(int pid) {
        List<String> arguments =
                Arrays.asList(text(host.process(pid, "cmdline")).split("\0"));
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).equals("-b") || arguments.get(i).equals("--bundle")) {
                return Stream.of(host.at(arguments.get(i + 1)));
            }
        }
        return Stream.of();
    }

    private Stream<Path> byDefault(String id) {
        List<Path> found = new ArrayList<>();
        for (String tasks : CONTAINERD) {
            for (String namespace : host.list(tasks)) {
                found.add(host.at(tasks + "/" + namespace + "/" + id));
            }
        }
        for (String storage : STORAGE) {
            found.add(host.at(storage + "/" + id + "/userdata"));
        }
        return found.stream().filter(Files::isDirectory);
    }

    private static String text(Path file) {
        var text = new AtomicReference<>("");
        HostFiles.read(file).ifPresent(bytes -> text.set(new String(bytes, StandardCharsets.UTF_8)));
        return text.get();
    }
}
