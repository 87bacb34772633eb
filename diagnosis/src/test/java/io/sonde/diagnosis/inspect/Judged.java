// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.World;
import java.util.List;

/** A verdict as lines, of those alone of which there is something to say. */
record Judged(World world, Judgement judgement) {
    List<String> edges() {
        return world.edges().stream()
                .filter(edge -> judgement.of(edge).status() != Status.OK)
                .map(edge -> edge.source() + " -> " + edge.target() + ": " + sentences(judgement.of(edge)))
                .toList();
    }

    List<String> services() {
        return world.services().stream()
                .filter(service -> judgement.of(service).status() != Status.OK)
                .map(service -> service.id() + ": " + sentences(judgement.of(service)))
                .toList();
    }

    /** Who is well and hurt, by whom, and what is felt of it. */
    List<String> hurt() {
        return world.services().stream()
                .filter(service -> !judgement.hurt(service).by().isEmpty())
                .map(service -> service.id() + " by "
                        + String.join(", ", judgement.hurt(service).by()) + ": "
                        + String.join(" ", judgement.hurt(service).sentences()))
                .toList();
    }

    Status of(String service) {
        return judgement.of(world.service(service).orElseThrow()).status();
    }

    List<Status> ofEdges() {
        return world.edges().stream().map(edge -> judgement.of(edge).status()).toList();
    }

    private static String sentences(Verdict verdict) {
        return String.join(" ", verdict.reasons());
    }
}
