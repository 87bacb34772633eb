// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.sonde.agent.config.AgentConfig;
import io.sonde.agent.config.CommandLine;
import io.sonde.otlp.Batch;
import io.sonde.otlp.BatchSink;
import io.sonde.otlp.ExporterCounters;
import io.sonde.otlp.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that an agent reported, read by the generated OTLP classes. */
final class Reports implements BatchSink {
    private static final Path OBJECTS = Path.of("..", "bpf", ".output");

    /** One point of a sum or gauge, or the count of a histogram. */
    record Point(
            String service,
            Map<String, String> resource,
            String metric,
            Map<String, String> attributes,
            double value,
            long time) {
        String attribute(String name) {
            return attributes.getOrDefault(name, "");
        }
    }

    private final List<Point> points = new CopyOnWriteArrayList<>();
    private final List<ResourceSpans> traces = new CopyOnWriteArrayList<>();

    /** An agent on this very kernel that reports here, each second unless the settings say otherwise. */
    Agent agent(Path directory, String... settings) {
        var line = CommandLine.parse(
                Stream.concat(Stream.of("--bpf-directory", OBJECTS.toString(), "--interval", "1s"), Stream.of(settings))
                        .toArray(String[]::new));
        AgentConfig config = AgentConfig.of(AgentConfig.settings(line, Map.of()), directory);
        return Agent.start(config, this, () -> ExporterCounters.NOTHING);
    }

    @Override
    public void accept(Batch batch) {
        try {
            if (batch.signal() == Signal.TRACES) {
                traces.addAll(ExportTraceServiceRequest.parseFrom(batch.bytes()).getResourceSpansList());
                return;
            }
            var request = ExportMetricsServiceRequest.parseFrom(batch.bytes());
            points.addAll(request.getResourceMetricsList().stream()
                    .flatMap(Reports::points)
                    .toList());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Span> spans(String service) {
        return traces.stream()
                .filter(of -> map(of.getResource().getAttributesList())
                        .getOrDefault("service.name", "")
                        .equals(service))
                .flatMap(of -> of.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    List<Point> all() {
        return points;
    }

    Stream<Point> of(String service, String metric) {
        return points.stream()
                .filter(point ->
                        point.service().equals(service) && point.metric().equals(metric));
    }

    double sum(String service, String metric) {
        return of(service, metric).mapToDouble(Point::value).sum();
    }

    private static Stream<Point> points(ResourceMetrics metrics) {
        Map<String, String> resource = map(metrics.getResource().getAttributesList());
        return metrics.getScopeMetricsList().stream()
                .flatMap(scope -> scope.getMetricsList().stream())
                .flatMap(metric -> points(resource, metric));
    }

    private static Stream<Point> points(Map<String, String> resource, Metric metric) {
        String service = resource.getOrDefault("service.name", "");
        Stream<NumberDataPoint> numbers = Stream.concat(
                metric.getSum().getDataPointsList().stream(), metric.getGauge().getDataPointsList().stream());
        Stream<Point> plain = numbers.map(point -> new Point(
                service,
                resource,
                metric.getName(),
                map(point.getAttributesList()),
                point.hasAsDouble() ? point.getAsDouble() : point.getAsInt(),
                point.getTimeUnixNano()));
        Stream<Point> histograms = metric.getHistogram().getDataPointsList().stream()
                .map(point -> new Point(
                        service,
                        resource,
                        metric.getName(),
                        map(point.getAttributesList()),
                        point.getCount(),
                        point.getTimeUnixNano()));
        Stream<Point> exponential = metric.getExponentialHistogram().getDataPointsList().stream()
                .map(point -> new Point(
                        service,
                        resource,
                        metric.getName(),
                        map(point.getAttributesList()),
                        point.getCount(),
                        point.getTimeUnixNano()));
        return Stream.of(plain, histograms, exponential).flatMap(points -> points);
    }

    private static Map<String, String> map(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        attribute -> attribute.getValue().hasStringValue()
                                ? attribute.getValue().getStringValue()
                                : String.valueOf(attribute.getValue().getIntValue())));
    }
}
