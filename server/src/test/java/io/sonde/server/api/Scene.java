// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What agents send, put together point by point; grouped by the moment of export. */
final class Scene {
    private static final int EXPORTS_PER_REQUEST = 60;

    private final Map<Long, Map<Map<String, String>, List<Metric>>> exports = new LinkedHashMap<>();
    private final long startMillis;

    Scene(Instant start) {
        startMillis = start.toEpochMilli();
    }

    /** The points of one sender at one moment. */
    static final class Export {
        private final long millis;
        private final List<Metric> metrics;

        private Export(long millis, List<Metric> metrics) {
            this.millis = millis;
            this.metrics = metrics;
        }

        Export sum(String name, long value, Map<String, String> attributes) {
            Metric.Builder metric = Metric.newBuilder().setName(name);
            metric.getSumBuilder()
                    .setIsMonotonic(true)
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                    .addDataPoints(number(value, attributes));
            metrics.add(metric.build());
            return this;
        }

        Export gauge(String name, long value, Map<String, String> attributes) {
            Metric.Builder metric = Metric.newBuilder().setName(name);
            metric.getGaugeBuilder().addDataPoints(number(value, attributes));
            metrics.add(metric.build());
            return this;
        }

        Export histogram(String name, long count, double sum, Map<String, String> attributes) {
            if (count != 0) {
                Metric.Builder metric = Metric.newBuilder().setName(name);
                metric.getHistogramBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(nanos())
                                .setCount(count)
                                .setSum(sum)
                                .addAllAttributes(keyValues(attributes)));
                metrics.add(metric.build());
            }
            return this;
        }

        /** As agents send them: scale 4. */
        Export exponential(String name, int lowest, List<Long> counts, Map<String, String> attributes) {
            long count = counts.stream().mapToLong(Long::longValue).sum();
            if (count != 0) {
                Metric.Builder metric = Metric.newBuilder().setName(name);
                metric.getExponentialHistogramBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .setTimeUnixNano(nanos())
                                .setCount(count)
                                .setSum((double) count)
                                .setScale(4)
                                .setPositive(
                                        Buckets.newBuilder().setOffset(lowest).addAllBucketCounts(counts))
                                .addAllAttributes(keyValues(attributes)));
                metrics.add(metric.build());
            }
            return this;
        }

        private NumberDataPoint number(long value, Map<String, String> attributes) {
            return NumberDataPoint.newBuilder()
                    .setTimeUnixNano(nanos())
                    .setAsInt(value)
                    .addAllAttributes(keyValues(attributes))
                    .build();
        }

        private long nanos() {
            return Duration.ofMillis(millis).toNanos();
        }
    }

    Export at(Duration sinceStart, Map<String, String> resource) {
        long millis = startMillis + sinceStart.toMillis();
        List<Metric> metrics = exports.computeIfAbsent(millis, _ -> new LinkedHashMap<>())
                .computeIfAbsent(resource, _ -> new ArrayList<>());
        return new Export(millis, metrics);
    }

    /** A few large requests: each of them waits for the store. */
    List<ExportMetricsServiceRequest> requests() {
        List<ExportMetricsServiceRequest> requests = new ArrayList<>();
        var request = ExportMetricsServiceRequest.newBuilder();
        int number = 0;
        for (var senders : exports.values()) {
            add(request, senders);
            if (++number % EXPORTS_PER_REQUEST == 0) {
                requests.add(request.build());
                request.clear();
            }
        }
        requests.add(request.build());
        return requests;
    }

    private static void add(
            ExportMetricsServiceRequest.Builder request, Map<Map<String, String>, List<Metric>> senders) {
        senders.forEach((resource, metrics) -> request.addResourceMetrics(ResourceMetrics.newBuilder()
                .setResource(Resource.newBuilder().addAllAttributes(keyValues(resource)))
                .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(metrics))));
    }

    private static List<KeyValue> keyValues(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> KeyValue.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(AnyValue.newBuilder().setStringValue(entry.getValue()))
                        .build())
                .toList();
    }
}
