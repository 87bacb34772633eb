// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.sonde.otlp.OtlpSink;
import io.sonde.proto.Attribute;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an agent has told a sink, summed. */
final class Told {
    private final List<byte[]> requests;

    Told(OtlpSink sink) {
        requests = sink.requests();
    }

    int reports() {
        return requests.size();
    }

    /** The sum of a counter over all its points that have this attribute; over all, if the name is empty. */
    long sum(io.sonde.proto.Metric metric, String attribute, String value) throws IOException {
        long sum = 0;
        for (byte[] request : requests) {
            for (Metric one : metrics(request)) {
                if (one.getName().equals(metric.id())) {
                    sum += one.getSum().getDataPointsList().stream()
                            .filter(point -> attribute.isEmpty() || has(point, attribute, value))
                            .mapToLong(NumberDataPoint::getAsInt)
                            .sum();
                }
            }
        }
        return sum;
    }

    /** How many requests of this kind were told, those without a duration included. */
    long requests(io.sonde.proto.Metric metric) throws IOException {
        boolean server = metric.id().contains(".server.");
        long sum = sum(
                io.sonde.proto.Metric.SONDE_REQUESTS_UNMEASURED,
                Attribute.SONDE_TCP_ROLE,
                server ? "server" : "client");
        for (byte[] request : requests) {
            for (Metric one : metrics(request)) {
                if (one.getName().equals(metric.id())) {
                    sum += one.getExponentialHistogram().getDataPointsList().stream()
                            .mapToLong(ExponentialHistogramDataPoint::getCount)
                            .sum();
                }
            }
        }
        return sum;
    }

    /** Of each place, what was lost there, without those that lost nothing. */
    Map<String, Long> lost() throws IOException {
        Map<String, Long> lost = new TreeMap<>();
        for (byte[] request : requests) {
            for (Metric one : metrics(request)) {
                if (one.getName().equals(io.sonde.proto.Metric.SONDE_AGENT_LOST.id())) {
                    one.getSum().getDataPointsList().stream()
                            .filter(point -> point.getAsInt() != 0)
                            .forEach(point -> lost.merge(
                                    point.getAttributes(0).getValue().getStringValue(), point.getAsInt(), Long::sum));
                }
            }
        }
        return lost;
    }

    /** What was lost in places whose name begins so. */
    long lost(String prefix) throws IOException {
        return lost().entrySet().stream()
                .filter(place -> place.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static List<Metric> metrics(byte[] request) throws IOException {
        return ExportMetricsServiceRequest.parseFrom(request).getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .toList();
    }

    private static boolean has(NumberDataPoint point, String attribute, String value) {
        for (KeyValue one : point.getAttributesList()) {
            if (one.getKey().equals(attribute)) {
                String text = one.getValue().hasIntValue()
                        ? Long.toString(one.getValue().getIntValue())
                        : one.getValue().getStringValue();
                return text.equals(value);
            }
        }
        return false;
    }
}
