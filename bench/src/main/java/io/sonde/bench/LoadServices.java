// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.concurrent.TimeUnit;

/** Who sends spans and logs. */
final class LoadServices {
    static final InstrumentationScope SCOPE = InstrumentationScope.newBuilder()
            .setName("sonde-bench")
            .setVersion("1")
            .build();

    /** How far back they begin: longer than all runs last in their own time. */
    static final long HISTORY_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final int SERVICES = 20;

    private LoadServices() {}

    static Resource resource(int request) {
        int service = request % SERVICES;
        return Resource.newBuilder()
                .addAttributes(attribute("service.name", "service-" + service))
                .addAttributes(attribute("service.instance.id", "instance-" + service))
                .addAttributes(attribute("host.name", "node-1"))
                .addAttributes(attribute("container.id", "%064x".formatted(service * 31L)))
                .addAttributes(attribute("k8s.namespace.name", "bench"))
                .build();
    }

    static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    static KeyValue attribute(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }
}
