// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.otlp.MetricKind;
import io.sonde.otlp.MetricType;
import io.sonde.proto.Metric;
import java.util.EnumMap;
import java.util.Map;

/** The registry's metrics, encoded once. */
final class Metrics {
    private static final Map<Metric, MetricType> TYPES = new EnumMap<>(Metric.class);

    static {
        for (Metric metric : Metric.values()) {
            TYPES.put(metric, new MetricType(metric.id(), metric.unit(), kind(metric)));
        }
    }

    private Metrics() {}

    static MetricType type(Metric metric) {
        MetricType type = TYPES.get(metric);
        if (type == null) {
            throw new IllegalStateException("BUG: no type for " + metric);
        }
        return type;
    }

    private static MetricKind kind(Metric metric) {
        return switch (metric.kind()) {
            case SUM -> MetricKind.SUM;
            case GAUGE -> MetricKind.GAUGE;
            case HISTOGRAM -> MetricKind.HISTOGRAM;
            case EXPONENTIAL -> MetricKind.EXPONENTIAL;
        };
    }
}
