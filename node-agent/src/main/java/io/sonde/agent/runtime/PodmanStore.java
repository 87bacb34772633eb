// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The lists of containers in a containers/storage directory, which Podman keeps names and images in. */
final class PodmanStore {
    private static final List<String> LISTS = List.of("containers.json", "volatile-containers.json");

    private PodmanStore() {}

    /** @param directory the storage's {@code overlay-containers} */
    static Optional<RuntimeFacts> find(Path directory, String id) {
        return LISTS.stream()
                .map(list -> HostFiles.read(directory.resolve(list)))
                .flatMap(Optional::stream)
                .map(json -> inList(json, id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<RuntimeFacts> inList(byte[] json, String id) {
        var found = new AtomicReference<>(RuntimeFacts.NOTHING);
        Json.read(json, Json.array(in -> {
            var own = new AtomicReference<>("");
            var name = new AtomicReference<>("");
            var metadata = new AtomicReference<>("");
            Json.object(Map.of(
                            "id", Json.text(own::set),
                            "names", Json.array(Json.text(name::set)),
                            "metadata", Json.text(metadata::set)))
                    .read(in);
            if (own.get().equals(id)) {
                found.set(new RuntimeFacts(name.get(), image(metadata.get()), Map.of()));
            }
        }));
        return found.get().name().isEmpty() ? Optional.empty() : Optional.of(found.get());
    }

    /** JSON as a text inside of JSON. */
    private static String image(String metadata) {
        var image = new AtomicReference<>("");
        Json.read(metadata.getBytes(StandardCharsets.UTF_8), Json.object(Map.of("image-name", Json.text(image::set))));
        return image.get();
    }
}
