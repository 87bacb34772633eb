// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks every runtime that may know a container: the OCI bundle first, which all of them write, then what its manager adds. Reads
 * some files; never on the thread that reads events.
 */
public final class Runtimes {
    private static final List<String> DOCKER_DIRECTORIES =
            List.of("/var/lib/docker/containers", "/var/snap/docker/common/var-lib-docker/containers");
    private static final String PODMAN_STORAGE = "/var/lib/containers/storage/overlay-containers";
    private static final List<String> DOCKER_SOCKETS = List.of("/run/docker.sock");
    private static final List<String> PODMAN_SOCKETS = List.of("/run/podman/podman.sock");

    private final HostFiles host;
    private final Bundles bundles;
    private final ControlGroupFiles groups;

    public Runtimes(HostFiles host, RuncState states) {
        this.host = host;
        this.groups = new ControlGroupFiles(host, states);
        this.bundles = new Bundles(host, states);
    }

    /** @param pid a process of the container */
    public Optional<RuntimeFacts> find(String id, int pid) {
        Optional<OciBundle> bundle = bundles.find(id, pid);
        RuntimeFacts facts = bundle.map(OciBundle::facts).orElse(RuntimeFacts.NOTHING);
        if (facts.labels().keySet().stream().anyMatch(key -> key.startsWith("io.kubernetes."))) {
            return Optional.of(facts);
        }
        String manager =
                bundle.map(OciBundle::hostnameFile).map(Runtimes::directory).orElse("");
        Optional<RuntimeFacts> described = docker(id, manager).or(() -> podman(id, bundle));
        if (described.isPresent()) {
            return Optional.of(described.get().or(facts));
        }
        if (facts.name().isEmpty() && !isLong(id)) {
            return Optional.of(facts.or(new RuntimeFacts(id, "", Map.of())));
        }
        return bundle.isPresent() && !facts.equals(RuntimeFacts.NOTHING) ? Optional.of(facts) : Optional.empty();
    }

    /** @param pid a process of the container */
    public Limits limits(String id, int pid) {
        return groups.limits(id, pid);
    }

    /** An id that a machine made says nothing to people; any other one was somebody's choice. */
    private static boolean isLong(String id) {
        return id.length() == 64;
    }

    private static String directory(String file) {
        int slash = file.lastIndexOf('/');
        return slash > 0 ? file.substring(0, slash) : "";
    }

    /** From the file that lies beside the container's own hostname, wherever Docker keeps its data, else from its daemon. */
    private Optional<RuntimeFacts> docker(String id, String manager) {
        Optional<RuntimeFacts> beside = manager.isEmpty() ? Optional.empty() : describedIn(manager);
        return beside.or(() -> DOCKER_DIRECTORIES.stream()
                        .map(directory -> describedIn(directory + "/" + id))
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> asked(DOCKER_SOCKETS, id));
    }

    private Optional<RuntimeFacts> describedIn(String directory) {
        return HostFiles.read(host.at(directory + "/config.v2.json")).flatMap(DockerContainer::parse);
    }

    /** Labels are in its database only: the socket is asked first, where it is there. */
    private Optional<RuntimeFacts> podman(String id, Optional<OciBundle> bundle) {
        return asked(PODMAN_SOCKETS, id)
                .or(() -> Stream.concat(bundle.stream().flatMap(Runtimes::storage), Stream.of(host.at(PODMAN_STORAGE)))
                        .map(directory -> PodmanStore.find(directory, id))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** The bundle of a user's container lies in that user's storage. */
    private static Stream<Path> storage(OciBundle bundle) {
        Path container = bundle.directory().getParent();
        Path storage = container == null ? null : container.getParent();
        return bundle.directory().endsWith("userdata") && storage != null ? Stream.of(storage) : Stream.of();
    }

    private Optional<RuntimeFacts> asked(List<String> sockets, String id) {
        for (String socket : sockets) {
            Path path = host.at(socket);
            if (Files.exists(path)) {
                return UnixHttp.get(path, "/containers/" + id + "/json").flatMap(DockerContainer::parse);
            }
        }
        return Optional.empty();
    }
}
