// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes what an agent sends, and tells what it says of requests. */
final class Telemetry implements AutoCloseable {
    /** A point about requests: of a histogram, or of the sum of those that have no duration. */
    record Point(String service, String metric, Map<String, String> attributes, long count, Latency latency) {
        String get(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }

        String operation() {
            return Stream.of("db.operation.name", "messaging.operation.name", "rpc.method", "http.request.method")
                    .map(this::get)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /** An exponential histogram, by the lower bounds of its buckets. */
    record Latency(int scale, Map<Integer, Long> buckets) {
        static final Latency NONE = new Latency(0, Map.of());

        Latency plus(Latency other) {
            Map<Integer, Long> sum = new TreeMap<>(buckets);
            other.buckets.forEach((index, count) -> sum.merge(index, count, Long::sum));
            return new Latency(Math.max(scale, other.scale), sum);
        }

        /** Inside the bucket that the share falls into, as far as the share goes into it. */
        double seconds(double share) {
            double base = Math.pow(2, Math.pow(2, -scale));
            long all = buckets.values().stream().mapToLong(Long::longValue).sum();
            double left = all * share;
            for (Map.Entry<Integer, Long> bucket : new TreeMap<>(buckets).entrySet()) {
                if (left <= bucket.getValue()) {
                    return Math.pow(base, bucket.getKey() + left / bucket.getValue());
                }
                left -= bucket.getValue();
            }
            return Double.NaN;
        }
    }

    private final List<Point> points = new CopyOnWriteArrayList<>();
    private final Map<String, Long> lost = new ConcurrentHashMap<>();
    private final Server server;
    private volatile String namespace = "";
    private final AtomicInteger reports = new AtomicInteger();

    Telemetry() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new MetricsServiceGrpc.MetricsServiceImplBase() {
                        @Override
                        public void export(
                                ExportMetricsServiceRequest request,
                                StreamObserver<ExportMetricsServiceResponse> answer) {
                            request.getResourceMetricsList().forEach(Telemetry.this::take);
                            reports.incrementAndGet();
                            answer.onNext(ExportMetricsServiceResponse.getDefaultInstance());
                            answer.onCompleted();
                        }
                    })
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    int reports() {
        return reports.get();
    }

    /** From now on only requests in this network namespace count. */
    void only(String inode) {
        namespace = inode;
    }

    void forget() {
        points.clear();
        lost.clear();
    }

    /** What the agent says it lost, where that is more than nothing. */
    Map<String, Long> lost() {
        return new TreeMap<>(lost);
    }

    List<Point> requests(Predicate<Point> wanted) {
        return points.stream().filter(wanted).toList();
    }

    long count(Predicate<Point> wanted) {
        return requests(wanted).stream().mapToLong(Point::count).sum();
    }

    /** Counts by operation and error, for a test that failed. */
    Map<String, Long> summary(Predicate<Point> wanted) {
        return requests(wanted).stream()
                .collect(Collectors.groupingBy(
                        point -> point.service() + " " + point.operation() + " " + point.get("error.type"),
                        TreeMap::new,
                        Collectors.summingLong(Point::count)));
    }

    double seconds(Predicate<Point> wanted, double share) {
        return requests(wanted).stream()
                .map(Point::latency)
                .reduce(Latency.NONE, Latency::plus)
                .seconds(share);
    }

    private void take(ResourceMetrics metrics) {
        Map<String, String> resource = map(metrics.getResource().getAttributesList());
        String service = resource.getOrDefault("service.name", "");
        List<Point> found = new ArrayList<>();
        metrics.getScopeMetricsList().stream()
                .flatMap(scope -> scope.getMetricsList().stream())
                .forEach(metric -> {
                    for (ExponentialHistogramDataPoint point :
                            metric.getExponentialHistogram().getDataPointsList()) {
                        found.add(new Point(
                                service,
                                metric.getName(),
                                map(point.getAttributesList()),
                                point.getCount(),
                                latency(point)));
                    }
                    if (metric.getName().equals("sonde.requests.unmeasured")) {
                        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
                            found.add(new Point(
                                    service,
                                    metric.getName(),
                                    map(point.getAttributesList()),
                                    point.getAsInt(),
                                    Latency.NONE));
                        }
                    }
                    if (metric.getName().equals("sonde.agent.lost")) {
                        losses(metric);
                    }
                });
        found.stream()
                .filter(point -> point.get("sonde.network.namespace").equals(namespace))
                .forEach(points::add);
    }

    private void losses(Metric metric) {
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
            if (point.getAsInt() > 0) {
                lost.merge(
                        map(point.getAttributesList()).getOrDefault("sonde.loss.where", ""),
                        point.getAsInt(),
                        Long::sum);
            }
        }
    }

    private static Latency latency(ExponentialHistogramDataPoint point) {
        Map<Integer, Long> buckets = new TreeMap<>();
        for (int i = 0; i < point.getPositive().getBucketCountsCount(); i++) {
            long count = point.getPositive().getBucketCounts(i);
            if (count > 0) {
                buckets.put(point.getPositive().getOffset() + i, count);
            }
        }
        return new Latency(point.getScale(), buckets);
    }

    private static Map<String, String> map(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        attribute -> attribute.getValue().hasStringValue()
                                ? attribute.getValue().getStringValue()
                                : String.valueOf(attribute.getValue().getIntValue())));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
