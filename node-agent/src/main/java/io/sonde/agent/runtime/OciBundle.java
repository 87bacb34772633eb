// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The {@code config.json} that a runtime was given to make a container from.
 *
 * @param directory as it is found from here
 * @param hostnameFile what is mounted at {@code /etc/hostname}: it lies where the container's manager keeps its files
 */
record OciBundle(Path directory, Map<String, String> labels, String hostnameFile) {

    static Optional<OciBundle> read(Path directory) {
        return HostFiles.read(directory.resolve("config.json")).flatMap(json -> parse(directory, json));
    }

    private static Optional<OciBundle> parse(Path directory, byte[] json) {
        var labels = new Labels();
        var hostname = new AtomicReference<>("");
        boolean whole = Json.read(
                json,
                Json.object(Map.of(
                        "annotations", Json.texts(labels::label),
                        "process", Json.object(Map.of("env", Json.array(Json.text(labels::variable)))),
                        "mounts", Json.array(mount(hostname)))));
        return whole ? Optional.of(new OciBundle(directory, labels.kept(), hostname.get())) : Optional.empty();
    }

    private static Json.Value mount(AtomicReference<String> hostname) {
        return in -> {
            var source = new AtomicReference<>("");
            var destination = new AtomicReference<>("");
            Json.object(Map.of("source", Json.text(source::set), "destination", Json.text(destination::set)))
                    .read(in);
            if (destination.get().equals("/etc/hostname")) {
                hostname.set(source.get());
            }
        };
    }

    RuntimeFacts facts() {
        String name = labels.getOrDefault("nerdctl/name", "");
        String image = labels.getOrDefault(
                "io.kubernetes.cri.image-name", labels.getOrDefault("io.kubernetes.cri-o.ImageName", ""));
        return new RuntimeFacts(name, image, labels);
    }
}
