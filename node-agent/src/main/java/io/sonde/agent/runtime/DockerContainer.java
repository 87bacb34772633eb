// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A container as Docker describes it, in its file {@code config.v2.json} and in the answer of its (and Podman's) socket alike. */
final class DockerContainer {
    private DockerContainer() {}

    static Optional<RuntimeFacts> parse(byte[] json) {
        var name = new AtomicReference<>("");
        var image = new AtomicReference<>("");
        var labels = new Labels();
        boolean whole = Json.read(
                json,
                Json.object(Map.of(
                        "Name", Json.text(name::set),
                        "Config",
                                Json.object(Map.of(
                                        "Image", Json.text(image::set),
                                        "Labels", Json.texts(labels::label),
                                        "Env", Json.array(Json.text(labels::variable)))))));
        if (!whole || name.get().isEmpty()) {
            return Optional.empty();
        }
        String bare = name.get().startsWith("/") ? name.get().substring(1) : name.get();
        return Optional.of(new RuntimeFacts(bare, image.get(), labels.kept()));
    }
}
