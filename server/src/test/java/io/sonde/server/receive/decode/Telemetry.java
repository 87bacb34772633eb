// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Instant;
import java.util.Arrays;

/** Telemetry as an SDK would send it, for tests. */
public final class Telemetry {
    private Telemetry() {}

    public static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    public static KeyValue attribute(String key, AnyValue.Builder value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    public static Resource resource(String service) {
        return Resource.newBuilder()
                .addAttributes(attribute("service.name", service))
                .build();
    }

    public static InstrumentationScope scope(String name) {
        return InstrumentationScope.newBuilder().setName(name).build();
    }

    public static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    public static NumberDataPoint point(Instant time, double value, KeyValue... attributes) {
        return NumberDataPoint.newBuilder()
                .setTimeUnixNano(nanos(time))
                .setAsDouble(value)
                .addAllAttributes(Arrays.asList(attributes))
                .build();
    }

    public static Metric gauge(String name, NumberDataPoint... points) {
        Metric.Builder metric = Metric.newBuilder().setName(name);
        metric.getGaugeBuilder().addAllDataPoints(Arrays.asList(points));
        return metric.build();
    }

    /** A request of one service. */
    public static ExportMetricsServiceRequest metrics(String service, Metric... metrics) {
        ScopeMetrics.Builder scope =
                ScopeMetrics.newBuilder().setScope(scope("test")).addAllMetrics(Arrays.asList(metrics));
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(resource(service))
                        .addScopeMetrics(scope))
                .build();
    }
}
