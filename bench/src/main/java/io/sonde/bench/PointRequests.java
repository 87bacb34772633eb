// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.Attributes;
import io.sonde.otlp.HistogramValue;
import io.sonde.otlp.MetricKind;
import io.sonde.otlp.MetricType;
import io.sonde.otlp.MetricsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Each request is one node's export of all its series, fifteen seconds after its last one. A gauge walks at random in steps of a
 * hundredth, up to one; a histogram has three values more each time, in ten buckets and one without a bound, and its counts grow.
 */
final class PointRequests implements LoadRequests {
    private static final int SERVICES = 20;
    private static final int METRICS = 10;
    private static final long STEP_NANOS = 15_000_000_000L;
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};
    private static final int BUCKETS = BOUNDS.length + 1;
    private static final int VALUES_PER_STEP = 3;
    private static final int CENTS = 100;

    private final LoadShape shape;
    private final Random random = new Random(42);
    private final List<Attributes> points;
    private final List<byte[]> requests = new ArrayList<>();
    private final MetricsWriter writer;
    private final long[] cents;
    private final long[][] counts;
    private final long firstUnixNanos;
    private long exports;
    private int series;

    PointRequests(LoadShape shape, long nowUnixNanos, int runs) {
        this.shape = shape;
        this.points = attributes(shape.itemsPerRequest() / SERVICES / METRICS);
        this.writer = new MetricsWriter(
                batch -> requests.add(LoadRequests.gzip(batch.bytes())), "sonde-bench", Integer.MAX_VALUE);
        this.firstUnixNanos = nowUnixNanos - STEP_NANOS * ((long) runs * shape.requestsPerRun() + 1);
        this.cents = random.longs(shape.itemsPerRequest(), 0, 100 * CENTS).toArray();
        this.counts = new long[shape.itemsPerRequest()][BUCKETS];
    }

    @Override
    public String values() {
        return "%,d series every 15 s, %s"
                .formatted(
                        shape.itemsPerRequest(),
                        shape == LoadShape.GAUGE
                                ? "random walks with two decimals"
                                : "growing counts in 11 buckets, 3 values more each time");
    }

    @Override
    public List<byte[]> nextRun() {
        requests.clear();
        for (int i = 0; i < shape.requestsPerRun(); i++) {
            long end = firstUnixNanos + STEP_NANOS * exports;
            writer.interval(end - STEP_NANOS, end);
            series = 0;
            writeExport();
            exports++;
        }
        return List.copyOf(requests);
    }

    private void writeExport() {
        for (int service = 0; service < SERVICES; service++) {
            writer.resource(Attributes.builder()
                    .put("service.name", "service-" + service)
                    .put("service.instance.id", "instance-" + service)
                    .put("host.name", "node-1")
                    .put("container.id", "%064x".formatted(service * 31L))
                    .put("k8s.namespace.name", "bench")
                    .build());
            for (int metric = 0; metric < METRICS; metric++) {
                writeMetric(metric);
            }
        }
        writer.flush();
    }

    private void writeMetric(int metric) {
        if (shape == LoadShape.GAUGE) {
            writer.metric(new MetricType("bench.gauge." + metric, "1", MetricKind.GAUGE));
            points.forEach(attributes -> writer.point(attributes, walk(series++)));
        } else {
            writer.metric(new MetricType("bench.histogram." + metric, "1", MetricKind.HISTOGRAM));
            points.forEach(attributes -> writer.point(attributes, grow(series++)));
        }
    }

    private double walk(int which) {
        cents[which] += random.nextInt(-CENTS, CENTS + 1);
        return (double) cents[which] / CENTS;
    }

    private HistogramValue grow(int which) {
        for (int i = 0; i < VALUES_PER_STEP; i++) {
            int bucket = random.nextInt(BUCKETS);
            counts[which][bucket]++;
            cents[which] += bucket;
        }
        long count = 0;
        for (long inBucket : counts[which]) {
            count += inBucket;
        }
        return new HistogramValue(count, (double) cents[which] / CENTS, Double.NaN, Double.NaN, BOUNDS, counts[which]);
    }

    private static List<Attributes> attributes(int count) {
        List<Attributes> attributes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attributes.add(Attributes.builder()
                    .put("network.peer.address", "10.0.0." + i)
                    .put("network.peer.port", 5432)
                    .put("network.io.direction", i % 2 == 0 ? "transmit" : "receive")
                    .build());
        }
        return attributes;
    }
}
