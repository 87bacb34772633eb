// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.service.Program;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.otlp.Attributes;
import io.sonde.proto.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Resource attributes of the services of this host and of the agent; what was made for the last services is kept. */
final class Resources {
    /** Services come and go; this many are named without encoding them again. */
    private static final int KEPT = 2_000;

    private final HostIdentity host;
    private final Attributes agent;
    private final Map<ServiceKey, Attributes> services = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ServiceKey, Attributes> eldest) {
            return size() > KEPT;
        }
    };

    private record ServiceKey(ServiceIdentity identity, Program program) {}

    Resources(HostIdentity host) {
        this.host = host;
        var attributes = Attributes.builder()
                .put(Attribute.SERVICE_NAME, "sonde-node-agent")
                .put(Attribute.SERVICE_INSTANCE_ID, host.id())
                .put(Attribute.SERVICE_VERSION, version());
        onHost(attributes);
        this.agent = attributes.put(Attribute.OS_VERSION, host.kernelRelease()).build();
    }

    Attributes ofAgent() {
        return agent;
    }

    Attributes of(ServiceIdentity identity, Program program) {
        return services.computeIfAbsent(new ServiceKey(identity, program), this::encode);
    }

    private Attributes encode(ServiceKey key) {
        ServiceIdentity identity = key.identity();
        boolean contained = !identity.containerId().isEmpty();
        var attributes = Attributes.builder()
                .put(Attribute.SERVICE_NAME, identity.name())
                .put(Attribute.SERVICE_INSTANCE_ID, contained ? identity.containerId() : host.id());
        onHost(attributes);
        if (contained) {
            attributes.put(Attribute.CONTAINER_ID, identity.containerId());
        }
        return attributes
                .put(Attribute.PROCESS_EXECUTABLE_NAME, key.program().executable())
                .put(Attribute.SONDE_SERVICE_KIND, key.program().kind())
                .put(Attribute.SONDE_SERVICE_ORIGIN, identity.origin().text())
                .build();
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
