// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Map;

/** What makes a service the same service on every node. */
public record ServiceId(String name, String namespace, String cluster) {
    /** The cluster of everything that was not given one; it is left out of ids. */
    public static final String DEFAULT_CLUSTER = "default";

    /** @param resource attributes of whoever sent a value */
    public static ServiceId of(Map<String, String> resource) {
        String cluster = resource.getOrDefault(SignalName.CLUSTER, "");
        // A service may say its own namespace; else it is the one of Kubernetes.
        String own = resource.getOrDefault(SignalName.SERVICE_NAMESPACE, "");
        return new ServiceId(
                resource.getOrDefault(SignalName.SERVICE_NAME, "unknown"),
                own.isEmpty() ? resource.getOrDefault(SignalName.NAMESPACE, "") : own,
                cluster.isEmpty() ? DEFAULT_CLUSTER : cluster);
    }

    /** {@code name}, {@code name~namespace} or {@code name~namespace~cluster}. */
    public String text() {
        if (!cluster.equals(DEFAULT_CLUSTER)) {
            return name + "~" + namespace + "~" + cluster;
        }
        return namespace.isEmpty() ? name : name + "~" + namespace;
    }
}
