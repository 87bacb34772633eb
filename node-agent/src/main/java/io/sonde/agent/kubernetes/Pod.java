// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kubernetes;

import io.sonde.agent.runtime.RuntimeFacts;
import java.util.Optional;

/**
 * The pod of a container, as its runtime says it.
 *
 * @param uid empty where an old runtime does not tell
 * @param sandbox whether this is the container that only holds the pod's namespaces
 */
public record Pod(String namespace, String name, String uid, String container, boolean sandbox) {

    /** From the annotations of containerd or CRI-O, or the labels that the kubelet gives to Docker's containers. */
    public static Optional<Pod> of(RuntimeFacts facts) {
        String name = first(facts, "io.kubernetes.cri.sandbox-name", "io.kubernetes.pod.name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String container = first(facts, "io.kubernetes.cri.container-name", "io.kubernetes.container.name");
        String type = first(
                facts,
                "io.kubernetes.cri.container-type",
                "io.kubernetes.cri-o.ContainerType",
                "io.kubernetes.docker.type");
        boolean sandbox = type.equals("sandbox") || type.equals("podsandbox") || container.equals("POD");
        return Optional.of(new Pod(
                first(facts, "io.kubernetes.cri.sandbox-namespace", "io.kubernetes.pod.namespace"),
                name,
                first(facts, "io.kubernetes.cri.sandbox-uid", "io.kubernetes.pod.uid"),
                sandbox ? "" : container,
                sandbox));
    }

    private static String first(RuntimeFacts facts, String... keys) {
        for (String key : keys) {
            if (!facts.label(key).isEmpty()) {
                return facts.label(key);
            }
        }
        return "";
    }
}
