// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.container.Container;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Attributes;
import io.sonde.proto.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resource attributes of the services of this host and of the agent; what was made for the last services is kept. */
final class Resources {
    /** Services come and go; this many are named without encoding them again. */
    private static final int KEPT = 2_000;

    private final HostIdentity host;
    private final Attributes agent;
    private final Map<ServiceKey, Attributes> services = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ServiceKey, Attributes> eldest) {
            boolean full = size() > KEPT;
            forgotten += full ? 1 : 0;
            return full;
        }
    };
    private long forgotten;

    private record ServiceKey(ServiceIdentity identity, Program program, Optional<Container> container) {}

    Resources(HostIdentity host) {
        this.host = host;
        var attributes = Attributes.builder()
                .put(Attribute.SERVICE_NAME, "sonde-node-agent")
                .put(Attribute.SERVICE_INSTANCE_ID, host.id())
                .put(Attribute.SERVICE_VERSION, version());
        onHost(attributes);
        this.agent = attributes.put(Attribute.OS_VERSION, host.kernelRelease()).build();
    }

    Fill fill() {
        return Bounded.CACHE_SERVICES.fill(services.size(), KEPT, forgotten);
    }

    Attributes ofAgent() {
        return agent;
    }

    /** @param container who it is, where it lives in one that is known */
    Attributes of(ServiceIdentity identity, Program program, Optional<Container> container) {
        return services.computeIfAbsent(new ServiceKey(identity, program, container), this::encode);
    }

    private Attributes encode(ServiceKey key) {
        String containerId = key.identity().containerId();
        var attributes = Attributes.builder()
                .put(Attribute.SERVICE_NAME, name(key))
                .put(Attribute.SERVICE_INSTANCE_ID, containerId.isEmpty() ? host.id() : containerId);
        onHost(attributes);
        if (!containerId.isEmpty()) {
            attributes.put(Attribute.CONTAINER_ID, containerId);
        }
        key.container().ifPresent(container -> {
            if (!container.namespace().isEmpty()) {
                attributes.put(Attribute.SERVICE_NAMESPACE, container.namespace());
            }
            new TreeMap<>(container.attributes()).forEach(attributes::put);
        });
        return attributes
                .put(Attribute.PROCESS_EXECUTABLE_NAME, key.program().executable())
                .put(Attribute.SONDE_SERVICE_KIND, key.program().kind())
                .put(
                        Attribute.SONDE_SERVICE_ORIGIN,
                        key.container()
                                .map(Container::origin)
                                .orElse(key.identity().origin())
                                .text())
                .build();
    }

    /** A container that nobody can name is known by what runs in it: its id would be another one after each restart. */
    private static String name(ServiceKey key) {
        boolean nameless = !key.identity().containerId().isEmpty();
        return key.container()
                .map(Container::service)
                .orElse(nameless ? key.program().name() : key.identity().name());
    }

    private void onHost(Attributes.Builder attributes) {
        attributes
                .put(Attribute.HOST_NAME, host.name())
                .put(Attribute.HOST_ID, host.id())
                .put(Attribute.K8S_CLUSTER_NAME, host.cluster());
    }

    static String version() {
        return Optional.ofNullable(Resources.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
