// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Map;

/** Who sent a value: one running copy of a service on one node, as its attributes say it. */
public final class Resource {
    private final Map<String, String> attributes;
    private final ServiceId service;
    private final String serviceText;

    Resource(Map<String, String> attributes) {
        this.attributes = attributes;
        String cluster = get(SignalName.CLUSTER);
        service = new ServiceId(
                attributes.getOrDefault(SignalName.SERVICE_NAME, "unknown"),
                namespace(),
                cluster.isEmpty() ? ServiceId.DEFAULT_CLUSTER : cluster);
        serviceText = service.text();
    }

    /** A service may say its own; else it is the one of Kubernetes. */
    private String namespace() {
        String own = get(SignalName.SERVICE_NAMESPACE);
        return own.isEmpty() ? get(SignalName.NAMESPACE) : own;
    }

    ServiceId service() {
        return service;
    }

    /** {@link ServiceId#text()}, kept because each connection asks for it. */
    String serviceText() {
        return serviceText;
    }

    String host() {
        String id = get(SignalName.HOST_ID);
        return id.isEmpty() ? get(SignalName.HOST_NAME) : id;
    }

    /** The instance's own id; a program without one is known by its host. */
    String instance() {
        String id = get(SignalName.INSTANCE_ID);
        return id.isEmpty() ? host() : id;
    }

    String get(String name) {
        return attributes.getOrDefault(name, "");
    }

    Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resource that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return "Resource" + attributes;
    }
}
