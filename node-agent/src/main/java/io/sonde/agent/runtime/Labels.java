// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects those labels and variables that say what a container belongs to. The rest may be secret and is not even kept. */
final class Labels {
    /** Longest names of Kubernetes have 253 letters; image names with digests some more. */
    private static final int MAX_VALUE_LENGTH = 512;

    private static final List<String> PREFIXES = List.of(
            "io.kubernetes.pod.",
            "io.kubernetes.container.name",
            "io.kubernetes.docker.type",
            "io.kubernetes.cri.sandbox-",
            "io.kubernetes.cri.container-",
            "io.kubernetes.cri.image-name",
            "io.kubernetes.cri-o.ContainerType",
            "io.kubernetes.cri-o.ImageName",
            "io.container.manager",
            "com.docker.compose.project",
            "com.docker.compose.service",
            "com.docker.stack.namespace",
            "com.docker.swarm.service.name",
            "com.hashicorp.nomad.",
            "io.podman.compose.project",
            "io.podman.compose.service",
            "nerdctl/name",
            "nerdctl/namespace");

    private static final List<String> VARIABLES =
            List.of("NOMAD_NAMESPACE=", "NOMAD_JOB_NAME=", "NOMAD_GROUP_NAME=", "NOMAD_TASK_NAME=", "NOMAD_ALLOC_ID=");

    private final Map<String, String> kept = new TreeMap<>();

    void label(String key, String value) {
        if (value.length() <= MAX_VALUE_LENGTH && PREFIXES.stream().anyMatch(key::startsWith)) {
            kept.put(key, value);
        }
    }

    /** {@code NAME=value}, as in a process's environment. */
    void variable(String assignment) {
        if (assignment.length() <= MAX_VALUE_LENGTH && VARIABLES.stream().anyMatch(assignment::startsWith)) {
            int equals = assignment.indexOf('=');
            kept.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
    }

    Map<String, String> kept() {
        return kept;
    }
}
