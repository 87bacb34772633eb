// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Writes random points with our writer and builds the same request from the generated classes. */
final class RandomShape {
    private static final AggregationTemporality DELTA = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;

    /** Lengths around which a length prefix grows by a byte, for which bodies have to be moved. */
    private static final int[] TEXT_LENGTHS = {0, 1, 7, 100, 119, 120, 127, 128, 129, 500, 16_370, 16_384};

    private static final List<MetricKind> KINDS = List.of(MetricKind.values());

    private final Random random;
    private int points;

    RandomShape(Random random) {
        this.random = random;
    }

    int points() {
        return points;
    }

    ExportMetricsServiceRequest writeTo(MetricsWriter writer) {
        var request = ExportMetricsServiceRequest.newBuilder();
        long start = 1_700_000_000_000_000_000L + random.nextInt();
        writer.interval(start, start + 10);
        int resources = 1 + random.nextInt(4);
        for (int i = 0; i < resources; i++) {
            var attributes = new BothAttributes();
            writer.resource(attributes.ours.build());
            var scope = ScopeMetrics.newBuilder()
                    .setScope(InstrumentationScope.newBuilder().setName("shape"));
            int metrics = 1 + random.nextInt(4);
            for (int j = 0; j < metrics; j++) {
                scope.addMetrics(writeMetric(writer, start));
            }
            request.addResourceMetrics(ResourceMetrics.newBuilder()
                    .setResource(Resource.newBuilder().addAllAttributes(attributes.theirs))
                    .addScopeMetrics(scope));
        }
        return request.build();
    }

    private Metric writeMetric(MetricsWriter writer, long start) {
        MetricKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String name = "m" + text();
        String description = text();
        String unit = random.nextBoolean() ? "" : "By";
        writer.metric(new MetricType(name, unit, description, kind));
        var metric =
                Metric.newBuilder().setName(name).setDescription(description).setUnit(unit);
        if (kind == MetricKind.SUM) {
            metric.getSumBuilder().setAggregationTemporality(DELTA).setIsMonotonic(true);
        } else if (kind == MetricKind.HISTOGRAM) {
            metric.getHistogramBuilder().setAggregationTemporality(DELTA);
        } else if (kind == MetricKind.EXPONENTIAL) {
            metric.getExponentialHistogramBuilder().setAggregationTemporality(DELTA);
        }
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            switch (kind) {
                case SUM -> metric.getSumBuilder().addDataPoints(writeNumber(writer, start));
                case GAUGE -> metric.getGaugeBuilder().addDataPoints(writeNumber(writer, start));
                case HISTOGRAM -> metric.getHistogramBuilder().addDataPoints(writeHistogram(writer, start));
                case EXPONENTIAL ->
                    metric.getExponentialHistogramBuilder().addDataPoints(writeExponential(writer, start));
            }
        }
        points += count;
        return metric.build();
    }

    private NumberDataPoint writeNumber(MetricsWriter writer, long start) {
        var attributes = new BothAttributes();
        var point = NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(start)
                .setTimeUnixNano(start + 10)
                .addAllAttributes(attributes.theirs);
        if (random.nextBoolean()) {
            long value = random.nextInt(3) == 0 ? 0 : random.nextLong();
            writer.point(attributes.ours.build(), value);
            return point.setAsInt(value).build();
        }
        double value = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
        writer.point(attributes.ours.build(), value);
        return point.setAsDouble(value).build();
    }

    private HistogramDataPoint writeHistogram(MetricsWriter writer, long start) {
        var attributes = new BothAttributes();
        double[] bounds = random.doubles(random.nextInt(30)).sorted().toArray();
        long[] counts = random.longs(bounds.length + 1, 0, 1_000_000).toArray();
        long count = random.nextInt(4) == 0 ? 0 : Arrays.stream(counts).sum();
        double sum = random.nextDouble();
        writer.point(attributes.ours.build(), new HistogramValue(count, sum, 0, 5, bounds, counts));
        var point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(start)
                .setTimeUnixNano(start + 10)
                .addAllAttributes(attributes.theirs)
                .setCount(count)
                .setSum(sum)
                .addAllBucketCounts(Arrays.stream(counts).boxed().toList())
                .addAllExplicitBounds(Arrays.stream(bounds).boxed().toList());
        return count == 0 ? point.build() : point.setMin(0).setMax(5).build();
    }

    private ExponentialHistogramDataPoint writeExponential(MetricsWriter writer, long start) {
        var attributes = new BothAttributes();
        int[] counts = random.ints(1 + random.nextInt(30), 0, 1_000_000).toArray();
        long count = Arrays.stream(counts).asLongStream().sum();
        int scale = random.nextInt(30) - 10;
        int offset = random.nextInt();
        double sum = random.nextDouble();
        List<Exemplar> exemplars = random.longs(random.nextInt(3))
                .mapToObj(id -> new Exemplar(random.nextDouble(), 7, new SpanValue.Trace(id, 2), -id))
                .toList();
        var value = new ExponentialValue(count, sum, 1, 5, scale, offset, counts, List.of());
        writer.point(attributes.ours.build(), value.with(exemplars));
        return ExponentialHistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(start)
                .setTimeUnixNano(start + 10)
                .addAllAttributes(attributes.theirs)
                .setCount(count)
                .setSum(sum)
                .setScale(scale)
                .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                        .setOffset(offset)
                        .addAllBucketCounts(
                                Arrays.stream(counts).asLongStream().boxed().toList()))
                .addAllExemplars(exemplars.stream().map(RandomShape::theirs).toList())
                .setMin(1)
                .setMax(5)
                .build();
    }

    private static io.opentelemetry.proto.metrics.v1.Exemplar theirs(Exemplar ours) {
        return io.opentelemetry.proto.metrics.v1.Exemplar.newBuilder()
                .setTimeUnixNano(ours.unixNanos())
                .setAsDouble(ours.value())
                .setSpanId(id(ours.span()))
                .setTraceId(id(ours.trace().high(), ours.trace().low()))
                .build();
    }

    static ByteString id(long... parts) {
        var bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
        for (long part : parts) {
            bytes.putLong(part);
        }
        return ByteString.copyFrom(bytes.flip());
    }

    private String text() {
        String letter = List.of("a", "ä", "語", "😀").get(random.nextInt(4));
        return letter.repeat(random.nextInt(20) == 0 ? TEXT_LENGTHS[random.nextInt(TEXT_LENGTHS.length)] : 3);
    }

    /** The same random attributes, for us and for the generated classes. */
    private final class BothAttributes {
        private final Attributes.Builder ours = Attributes.builder();
        private final List<KeyValue> theirs = new ArrayList<>();

        BothAttributes() {
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++) {
                put("key." + i, random.nextInt(6));
            }
        }

        private void put(String key, int kind) {
            var value = AnyValue.newBuilder();
            switch (kind) {
                case 0 -> {
                    long number = random.nextLong();
                    ours.put(key, number);
                    value.setIntValue(number);
                }
                case 1 -> {
                    double number = random.nextDouble();
                    ours.put(key, number);
                    value.setDoubleValue(number);
                }
                case 2 -> {
                    boolean truth = random.nextBoolean();
                    ours.put(key, truth);
                    value.setBoolValue(truth);
                }
                default -> {
                    String text = kind == 3 ? "" : text();
                    ours.put(key, text);
                    value.setStringValue(text);
                }
            }
            theirs.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
        }
    }
}
