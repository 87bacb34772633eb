// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.Attributes;
import io.sonde.otlp.HistogramValue;
import io.sonde.otlp.MetricKind;
import io.sonde.otlp.MetricType;
import io.sonde.otlp.MetricsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the requests that a few nodes would send: each request is one node's export of all its series, ten seconds after
 * its last one. Values are of the mix that a real system has: most are counts, some have three decimals, some never change.
 */
final class LoadFactory {
    private static final int NODES = 5;
    private static final int SERVICES = 40;
    private static final int METRICS = 10;
    private static final long STEP_NANOS = 10_000_000_000L;
    private static final double[] BOUNDS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5};

    private final PointShape shape;
    private final Random random = new Random(42);
    private final List<Attributes> points;
    private final List<byte[]> requests = new ArrayList<>();
    private final MetricsWriter writer;
    private long exports;

    /** The first export is this long ago, so that none of them lies in the future. */
    private final long firstUnixNanos;

    LoadFactory(PointShape shape, long nowUnixNanos, int runs) {
        this.shape = shape;
        this.points = attributes(shape.pointsPerRequest() / SERVICES / METRICS);
        this.writer = new MetricsWriter(batch -> requests.add(gzip(batch.bytes())), "sonde-bench", Integer.MAX_VALUE);
        this.firstUnixNanos = nowUnixNanos - STEP_NANOS * (runs * shape.requestsPerRun() / NODES + 1L);
    }

    /** The requests of the next run, compressed. */
    List<byte[]> nextRun() {
        requests.clear();
        for (int i = 0; i < shape.requestsPerRun(); i++) {
            int node = (int) (exports % NODES);
            long end = firstUnixNanos + STEP_NANOS * (exports / NODES);
            writer.interval(end - STEP_NANOS, end);
            writeExport(node);
            exports++;
        }
        return List.copyOf(requests);
    }

    private void writeExport(int node) {
        for (int service = 0; service < SERVICES; service++) {
            writer.resource(Attributes.builder()
                    .put("service.name", "service-" + service)
                    .put("service.instance.id", "instance-" + node + "-" + service)
                    .put("host.name", "node-" + node)
                    .put("container.id", "%064x".formatted(service * 31L + node))
                    .put("k8s.namespace.name", "bench")
                    .build());
            for (int metric = 0; metric < METRICS; metric++) {
                writeMetric(metric);
            }
        }
        writer.flush();
    }

    private void writeMetric(int metric) {
        String name = "bench." + shape.word() + "." + metric;
        MetricKind kind = shape == PointShape.GAUGE ? MetricKind.GAUGE : MetricKind.HISTOGRAM;
        writer.metric(new MetricType(name, "1", kind));
        for (Attributes attributes : points) {
            switch (shape) {
                case GAUGE -> writer.point(attributes, number(metric));
                case HISTOGRAM -> writer.point(attributes, histogram());
            }
        }
    }

    private double number(int metric) {
        if (metric < 6) {
            return random.nextInt(10_000);
        }
        return metric < 9 ? random.nextInt(100_000) / 1_000.0 : 1;
    }

    private HistogramValue histogram() {
        long[] counts = new long[BOUNDS.length + 1];
        long count = 0;
        double sum = 0;
        for (int bucket = 3; bucket < 8; bucket++) {
            counts[bucket] = random.nextInt(100);
            count += counts[bucket];
            sum += counts[bucket] * BOUNDS[bucket];
        }
        return new HistogramValue(count, sum, 0.005, 0.2, BOUNDS, counts);
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

    private static byte[] gzip(byte[] request) {
        var out = new ByteArrayOutputStream(request.length / 8);
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
