// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.Map;

/**
 * Who sent a value: one running copy of a service on one node, as its attributes say it. What each map asks for is kept, since one
 * resource stands behind thousands of values.
 */
public final class Resource {
    private final Map<String, String> attributes;
    private final ServiceId service;
    private final String serviceText;
    private final String host;
    private final String instance;
    private final InstanceDraft.Key instanceKey;
    private final String kind;
    private final int hash;

    Resource(Map<String, String> attributes) {
        this.attributes = attributes;
        service = ServiceId.of(attributes);
        serviceText = service.text();
        host = first(SignalName.HOST_ID, get(SignalName.HOST_NAME));
        instance = first(SignalName.INSTANCE_ID, host);
        instanceKey = new InstanceDraft.Key(serviceText, host, instance);
        kind = get(SignalName.KIND);
        hash = attributes.hashCode();
    }

    ServiceId service() {
        return service;
    }

    /** {@link ServiceId#text()}. */
    String serviceText() {
        return serviceText;
    }

    String host() {
        return host;
    }

    /** The instance's own id; a program without one is known by its host. */
    String instance() {
        return instance;
    }

    InstanceDraft.Key instanceKey() {
        return instanceKey;
    }

    /** A word for the program, empty where nothing is known of it. */
    String kind() {
        return kind;
    }

    private String first(String name, String otherwise) {
        String value = get(name);
        return value.isEmpty() ? otherwise : value;
    }

    String get(String name) {
        return attributes.getOrDefault(name, "");
    }

    Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Resource that && hash == that.hash && attributes.equals(that.attributes));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "Resource" + attributes;
    }
}
