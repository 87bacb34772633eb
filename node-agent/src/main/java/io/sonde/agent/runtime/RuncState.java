// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What runc and crun write down for each container that they run, in a directory named like it. Any thread. */
public final class RuncState {
    private static final List<String> ROOTS = List.of("/run/runc", "/run/crun", "/run/youki");
    /** Each holds a root per namespace. */
    private static final List<String> PARENTS = List.of("/run/containerd/runc", "/run/docker/runtime-runc");

    private static final int MAX_LEARNT_ROOTS = 16;
    private static final String BUNDLE = "bundle=";

    private final HostFiles host;
    private final Set<String> learnt = new CopyOnWriteArraySet<>();

    public RuncState(HostFiles host) {
        this.host = host;
    }

    /** Somebody called it with {@code --root}. */
    public void learnRoot(String directory) {
        if (directory.startsWith("/") && learnt.size() < MAX_LEARNT_ROOTS) {
            learnt.add(directory);
        }
    }

    /** Whether a container of this name is known: one look per directory, nothing is read. */
    public boolean knows(String id) {
        return stateFiles(id).anyMatch(Files::exists);
    }

    /** Where the container's bundle is. */
    Stream<Path> bundle(String id) {
        return stateFiles(id)
                .map(HostFiles::read)
                .flatMap(Optional::stream)
                .map(RuncState::bundleOf)
                .filter(bundle -> !bundle.isEmpty())
                .map(host::at);
    }

    /** The container's control groups by controller, as paths of the host; the one of version 2 has an empty name. */
    Map<String, String> controlGroups(String id) {
        Map<String, String> paths = new TreeMap<>();
        stateFiles(id)
                .map(HostFiles::read)
                .flatMap(Optional::stream)
                .forEach(state -> Json.read(state, Json.object(Map.of("cgroup_paths", Json.texts(paths::put)))));
        return paths;
    }

    private Stream<Path> stateFiles(String id) {
        List<String> roots = new ArrayList<>(ROOTS);
        roots.addAll(learnt);
        for (String parent : PARENTS) {
            host.list(parent).forEach(namespace -> roots.add(parent + "/" + namespace));
        }
        return roots.stream()
                .map(root -> host.at(root).resolve(id))
                .flatMap(directory -> Stream.of(directory.resolve("state.json"), directory.resolve("status")));
    }

    /** crun has a field, runc a label. */
    private static String bundleOf(byte[] state) {
        var bundle = new AtomicReference<>("");
        Json.Value label = Json.text(text -> {
            if (text.startsWith(BUNDLE)) {
                bundle.set(text.substring(BUNDLE.length()));
            }
        });
        Json.read(
                state,
                Json.object(Map.of(
                        "bundle", Json.text(bundle::set), "config", Json.object(Map.of("labels", Json.array(label))))));
        return bundle.get();
    }
}
