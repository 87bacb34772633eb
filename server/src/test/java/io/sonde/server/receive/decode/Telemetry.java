// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

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

    /** A request with one metric of each kind, each with one point. */
    public static ExportMetricsServiceRequest everyKindOfMetric(String service, Instant time) {
        Metric.Builder sum = Metric.newBuilder().setName("requests").setUnit("{request}");
        sum.getSumBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(NumberDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(time))
                        .setAsInt(7));
        return metrics(
                service,
                gauge("cpu", point(time, 1.5, attribute("core", "0"))),
                sum.build(),
                histogram(time),
                exponentialHistogram(time),
                summary(time));
    }

    private static Metric histogram(Instant time) {
        Metric.Builder metric = Metric.newBuilder().setName("latency");
        metric.getHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(HistogramDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(time))
                        .setStartTimeUnixNano(nanos(time.minusSeconds(10)))
                        .setCount(6)
                        .setSum(12.5)
                        .setMin(0.5)
                        .addAllExplicitBounds(List.of(1.0, 5.0))
                        .addAllBucketCounts(List.of(1L, 2L, 3L)));
        return metric.build();
    }

    private static Metric exponentialHistogram(Instant time) {
        Metric.Builder metric = Metric.newBuilder().setName("size");
        ExponentialHistogramDataPoint.Builder point = metric.getExponentialHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPointsBuilder()
                .setTimeUnixNano(nanos(time))
                .setCount(9)
                .setScale(-3)
                .setZeroCount(4)
                .setZeroThreshold(0.25);
        point.getPositiveBuilder().setOffset(-2).addAllBucketCounts(List.of(3L, 300L));
        point.getNegativeBuilder().setOffset(1).addBucketCounts(2);
        return metric.build();
    }

    private static Metric summary(Instant time) {
        Metric.Builder metric = Metric.newBuilder().setName("pause");
        metric.getSummaryBuilder()
                .addDataPoints(SummaryDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(time))
                        .setCount(10)
                        .setSum(3)
                        .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                .setQuantile(0.99)
                                .setValue(0.7)));
        return metric.build();
    }

    public static ExportLogsServiceRequest logs(String service, LogRecord... records) {
        ScopeLogs.Builder scope = ScopeLogs.newBuilder()
                .setScope(scope("test").toBuilder().setVersion("1.2").addAttributes(attribute("s", "t")))
                .addAllLogRecords(Arrays.asList(records));
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .setResource(resource(service))
                        .setSchemaUrl("https://schema/1")
                        .addScopeLogs(scope))
                .build();
    }

    public static ExportTraceServiceRequest spans(String service, Span... spans) {
        ScopeSpans.Builder scope =
                ScopeSpans.newBuilder().setScope(scope("test")).addAllSpans(Arrays.asList(spans));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(resource(service))
                        .addScopeSpans(scope))
                .build();
    }
}
