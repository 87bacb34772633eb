// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static io.sonde.server.receive.decode.Telemetry.gauge;
import static io.sonde.server.receive.decode.Telemetry.metrics;
import static io.sonde.server.receive.decode.Telemetry.nanos;
import static io.sonde.server.receive.decode.Telemetry.point;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.sonde.server.receive.decode.Rejections.Reason;
import io.sonde.server.store.ExponentialHistogramBatch;
import io.sonde.server.store.HistogramBatch;
import io.sonde.server.store.MetricBatch;
import io.sonde.server.store.MetricKind;
import io.sonde.server.store.Series;
import io.sonde.server.store.SummaryBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsDecoderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");
    private static final TimeWindow WINDOW = TimeWindow.at(NOW, Duration.ofDays(30));

    private final MetricsDecoder decoder = new MetricsDecoder(1024);

    @Test
    void readsAGaugeWithItsSeries() throws Exception {
        MetricBatch batch = read(metrics("shop", gauge("cpu", point(NOW, 1.5, attribute("core", "0")))));

        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.value(0)).isEqualTo(1.5);
        assertThat(batch.timeMillis(0)).isEqualTo(NOW.toEpochMilli());
        Series series = batch.series(0);
        assertThat(series)
                .isEqualTo(new Series(
                        batch.fingerprint(0),
                        "cpu",
                        MetricKind.GAUGE,
                        "",
                        Map.of("service.name", "shop"),
                        "test",
                        Map.of("core", "0")));
    }

    @Test
    void readsWholeNumbersAndTheKindOfSums() throws Exception {
        Metric.Builder metric = Metric.newBuilder().setName("requests").setUnit("{request}");
        metric.getSumBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(
                        NumberDataPoint.newBuilder().setTimeUnixNano(nanos(NOW)).setAsInt(-7));

        MetricBatch batch = read(metrics("shop", metric.build()));

        assertThat(batch.value(0)).isEqualTo(-7);
        assertThat(batch.series(0).kind()).isEqualTo(MetricKind.DELTA_SUM);
        assertThat(batch.series(0).unit()).isEqualTo("{request}");
    }

    @Test
    void theOrderOfAttributesMakesNoOtherSeries() throws Exception {
        MetricBatch batch = read(metrics(
                "shop",
                gauge(
                        "cpu",
                        point(NOW, 1, attribute("a", "1"), attribute("b", "2")),
                        point(NOW, 2, attribute("b", "2"), attribute("a", "1")),
                        point(NOW, 3, attribute("a", "2"), attribute("b", "1")))));

        assertThat(batch.fingerprint(0)).isEqualTo(batch.fingerprint(1)).isNotEqualTo(batch.fingerprint(2));
        assertThat(batch.series(0)).isSameAs(batch.series(1));
    }

    @Test
    void everyPartOfTheIdentityMakesAnotherSeries() throws Exception {
        List<ExportMetricsServiceRequest> requests = List.of(
                metrics("shop", gauge("cpu", point(NOW, 1))),
                metrics("cart", gauge("cpu", point(NOW, 1))),
                metrics("shop", gauge("mem", point(NOW, 1))),
                metrics("shop", gauge("cpu", point(NOW, 1, attribute("a", "1")))),
                metrics("shop", sum("cpu")));

        long distinct = 0;
        for (ExportMetricsServiceRequest request : requests) {
            distinct += read(request).fingerprint(0) != 0 ? 1 : 0;
        }
        List<Long> fingerprints =
                requests.stream().map(r -> fingerprint(r)).distinct().toList();

        assertThat(distinct).isEqualTo(5);
        assertThat(fingerprints).hasSize(5);
    }

    @Test
    void fingerprintsAreTheSameForEver() throws Exception {
        MetricBatch batch = read(metrics("shop", gauge("cpu", point(NOW, 1.5, attribute("core", "0")))));

        assertThat(batch.fingerprint(0)).isEqualTo(FINGERPRINT_THAT_STANDS_IN_STORES);
    }

    private static final long FINGERPRINT_THAT_STANDS_IN_STORES = 4817763794958640968L;

    @Test
    void valuesOfEveryTypeBecomeText() throws Exception {
        AnyValue.Builder list = AnyValue.newBuilder()
                .setArrayValue(ArrayValue.newBuilder()
                        .addValues(AnyValue.newBuilder().setStringValue("a\"b"))
                        .addValues(AnyValue.newBuilder().setIntValue(2))
                        .addValues(AnyValue.newBuilder()));
        AnyValue.Builder map =
                AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(attribute("k", list)));

        MetricBatch batch = read(metrics(
                "shop",
                gauge(
                        "cpu",
                        point(
                                NOW,
                                1,
                                attribute("int", AnyValue.newBuilder().setIntValue(-5)),
                                attribute("double", AnyValue.newBuilder().setDoubleValue(2.5)),
                                attribute("whole", AnyValue.newBuilder().setDoubleValue(2)),
                                attribute("bool", AnyValue.newBuilder().setBoolValue(true)),
                                attribute("list", list),
                                attribute("map", map),
                                attribute("none", AnyValue.newBuilder())))));

        assertThat(batch.series(0).attributes())
                .containsOnly(
                        Map.entry("int", "-5"),
                        Map.entry("double", "2.5"),
                        Map.entry("whole", "2"),
                        Map.entry("bool", "true"),
                        Map.entry("list", "[\"a\\\"b\",2,null]"),
                        Map.entry("map", "{\"k\":[\"a\\\"b\",2,null]}"),
                        Map.entry("none", ""));
    }

    @Test
    void readsHistogramsWhole() throws Exception {
        Metric.Builder metric = Metric.newBuilder().setName("latency");
        metric.getHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(HistogramDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(NOW))
                        .setStartTimeUnixNano(nanos(NOW.minusSeconds(10)))
                        .setCount(6)
                        .setSum(12.5)
                        .setMin(0.5)
                        .addAllExplicitBounds(List.of(1.0, 5.0))
                        .addAllBucketCounts(List.of(1L, 2L, 3L)))
                .addDataPoints(HistogramDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(NOW))
                        .setCount(2));

        HistogramBatch batch = read(metrics("shop", metric.build())).histograms();

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.series(0).kind()).isEqualTo(MetricKind.CUMULATIVE_HISTOGRAM);
        assertThat(batch.startMillis(0)).isEqualTo(NOW.minusSeconds(10).toEpochMilli());
        assertThat(batch.count(0)).isEqualTo(6);
        assertThat(batch.sum(0)).isEqualTo(12.5);
        assertThat(batch.min(0)).isEqualTo(0.5);
        assertThat(batch.max(0)).isNaN();
        assertThat(batch.buckets(0)).isEqualTo(3);
        assertThat(batch.upperBound(0, 1)).isEqualTo(5);
        assertThat(batch.upperBound(0, 2)).isInfinite();
        assertThat(batch.bucketCount(0, 2)).isEqualTo(3);
        assertThat(batch.buckets(1)).isZero();
        assertThat(batch.sum(1)).isNaN();
    }

    @Test
    void readsTheBoundsOfEachPointWhetherTheyAreThoseOfThePointBeforeOrNot() throws Exception {
        // Given
        Metric.Builder metric = Metric.newBuilder().setName("latency");
        metric.getHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(bounded(1, 2))
                .addDataPoints(bounded(1, 2))
                .addDataPoints(bounded(2, 1))
                .addDataPoints(bounded(1, 2))
                .addDataPoints(bounded(3))
                .addDataPoints(bounded())
                .addDataPoints(bounded(1, 2));
        byte[] thirdBoundApart =
                HistogramDataPoint.newBuilder().addExplicitBounds(5).build().toByteArray();
        byte[] points = join(
                metric.getHistogram().toByteArray(),
                field(1, bounded(1, 2).addBucketCounts(1).build().toByteArray(), thirdBoundApart),
                field(1, bounded(1, 2).build().toByteArray()));
        byte[] request = field(1, field(2, field(2, field(1, "latency".getBytes(UTF_8)), field(9, points))));

        // When
        Decoded<MetricBatch> decoded = decoder.decode(request, WINDOW);

        // Then
        HistogramBatch batch = decoded.batch().histograms();
        assertThat(decoded.rejections().counts()).isEqualTo(Map.of(Reason.BAD_BUCKETS, 1L));
        assertThat(IntStream.range(0, batch.size()).mapToObj(row -> bounds(batch, row)))
                .containsExactly(
                        List.of(1.0, 2.0),
                        List.of(1.0, 2.0),
                        List.of(1.0, 2.0),
                        List.of(3.0),
                        List.of(),
                        List.of(1.0, 2.0),
                        List.of(1.0, 2.0, 5.0),
                        List.of(1.0, 2.0));
    }

    /** An embedded message put together from parts. */
    private static byte[] field(int number, byte[]... parts) throws IOException {
        byte[] message = join(parts);
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(number, message);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static HistogramDataPoint.Builder bounded(double... bounds) {
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder().setTimeUnixNano(nanos(NOW));
        for (double bound : bounds) {
            point.addExplicitBounds(bound);
        }
        for (int bucket = 0; bucket <= bounds.length; bucket++) {
            point.addBucketCounts(bucket);
        }
        return point;
    }

    private static List<Double> bounds(HistogramBatch batch, int row) {
        return IntStream.range(0, batch.buckets(row) - 1)
                .mapToObj(bucket -> batch.upperBound(row, bucket))
                .toList();
    }

    @Test
    void readsExponentialHistogramsAndSummaries() throws Exception {
        Metric.Builder exponential = Metric.newBuilder().setName("latency");
        ExponentialHistogramDataPoint.Builder point = exponential
                .getExponentialHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPointsBuilder()
                .setTimeUnixNano(nanos(NOW))
                .setCount(9)
                .setScale(-3)
                .setZeroCount(4)
                .setZeroThreshold(0.25)
                .addExemplars(Exemplar.newBuilder()
                        .setAsDouble(7)
                        .setTimeUnixNano(nanos(NOW))
                        .setTraceId(ByteString.copyFrom(new byte[16]))
                        .setSpanId(ByteString.copyFrom(new byte[8])));
        point.getPositiveBuilder().setOffset(-2).addAllBucketCounts(List.of(3L, 300L));
        point.getNegativeBuilder().setOffset(1).addBucketCounts(2);
        Metric.Builder summary = Metric.newBuilder().setName("pause");
        summary.getSummaryBuilder()
                .addDataPoints(SummaryDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(NOW))
                        .setCount(10)
                        .setSum(3)
                        .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                .setQuantile(0.99)
                                .setValue(0.7)));

        MetricBatch batch = read(metrics("shop", exponential.build(), summary.build()));

        ExponentialHistogramBatch histograms = batch.exponentialHistograms();
        assertThat(histograms.scale(0)).isEqualTo(-3);
        assertThat(histograms.zeroCount(0)).isEqualTo(4);
        assertThat(histograms.zeroThreshold(0)).isEqualTo(0.25);
        assertThat(histograms.positiveOffset(0)).isEqualTo(-2);
        assertThat(histograms.positiveCount(0, 1)).isEqualTo(300);
        assertThat(histograms.negativeOffset(0)).isEqualTo(1);
        assertThat(histograms.negativeBuckets(0)).isEqualTo(1);
        SummaryBatch summaries = batch.summaries();
        assertThat(summaries.quantile(0, 0)).isEqualTo(0.99);
        assertThat(summaries.quantileValue(0, 0)).isEqualTo(0.7);
        assertThat(batch.points()).isEqualTo(2);
    }

    @Test
    void rejectsWhatCannotBeStoredAndKeepsTheRest() throws Exception {
        Metric.Builder broken = Metric.newBuilder().setName("latency");
        broken.getHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(HistogramDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(NOW))
                        .addAllExplicitBounds(List.of(1.0, 5.0))
                        .addAllBucketCounts(List.of(1L, 2L)));
        Metric.Builder unsaid = Metric.newBuilder().setName("sum");
        unsaid.getSumBuilder().addDataPoints(point(NOW, 1));

        Decoded<MetricBatch> decoded = decode(metrics(
                "shop",
                gauge(
                        "cpu",
                        NumberDataPoint.newBuilder().setAsDouble(1).build(),
                        point(NOW.minus(Duration.ofDays(31)), 1),
                        point(NOW.plus(Duration.ofDays(2)), 1),
                        point(NOW, 42)),
                gauge("", point(NOW, 1)),
                broken.build(),
                unsaid.build(),
                Metric.newBuilder().setName("empty").build()));

        assertThat(decoded.batch().points()).isEqualTo(1);
        assertThat(decoded.batch().value(0)).isEqualTo(42);
        assertThat(decoded.rejections().counts())
                .containsOnlyKeys(
                        Reason.NO_TIME,
                        Reason.TOO_OLD,
                        Reason.IN_FUTURE,
                        Reason.NO_NAME,
                        Reason.BAD_BUCKETS,
                        Reason.NO_TEMPORALITY,
                        Reason.NO_DATA);
        assertThat(decoded.rejections().message()).contains("the time is missing (1)");
    }

    @Test
    void aPointWithoutRecordedValueIsNoRow() throws Exception {
        Decoded<MetricBatch> decoded = decode(metrics(
                "shop", gauge("cpu", point(NOW, 0).toBuilder().setFlags(1).build())));

        assertThat(decoded.batch().points()).isZero();
        assertThat(decoded.rejections().total()).isZero();
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() throws Exception {
        ResourceMetrics whole = metrics("shop", sum("cpu")).getResourceMetrics(0);
        byte[] children = whole.toBuilder().clearResource().build().toByteArray();
        byte[] parent = ResourceMetrics.newBuilder()
                .setResource(whole.getResource())
                .build()
                .toByteArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(1, 2);
        out.writeUInt32NoTag(children.length + parent.length);
        out.writeRawBytes(children);
        out.writeRawBytes(parent);
        out.flush();

        MetricBatch batch = decoder.decode(bytes.toByteArray(), WINDOW).batch();

        assertThat(batch.series(0).resource()).containsEntry("service.name", "shop");
        assertThat(batch.fingerprint(0)).isEqualTo(fingerprint(metrics("shop", sum("cpu"))));
    }

    @Test
    void moreSeriesThanTheCacheHoldsAreStillToldApart() throws Exception {
        NumberDataPoint[] points = new NumberDataPoint[5000];
        for (int i = 0; i < points.length; i++) {
            points[i] = point(NOW, i, attribute("i", Integer.toString(i)));
        }

        MetricBatch batch = read(metrics("shop", gauge("cpu", points)));

        for (int i = 0; i < points.length; i++) {
            assertThat(batch.series(i).attributes()).containsEntry("i", Integer.toString(i));
        }
        assertThat(decoder.series().noRoom()).isPositive();
    }

    @Test
    void noCutOrMangledRequestDoesMoreThanFail() {
        byte[] request = metrics("shop", gauge("cpu", point(NOW, 1.5, attribute("core", "0"))), sum("x"))
                .toByteArray();
        Random random = new Random(42);
        for (int length = 0; length < request.length; length++) {
            decodeOrFail(Arrays.copyOf(request, length));
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] mangled = request.clone();
            mangled[random.nextInt(mangled.length)] = (byte) random.nextInt();
            mangled[random.nextInt(mangled.length)] = (byte) random.nextInt();
            decodeOrFail(mangled);
        }
    }

    @Test
    void valuesThatNestWithoutEndAreRefused() throws IOException {
        AnyValue.Builder value = AnyValue.newBuilder().setIntValue(1);
        for (int i = 0; i < 200; i++) {
            value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value));
        }
        byte[] request = metrics("shop", gauge("cpu", point(NOW, 1, attribute("deep", value))))
                .toByteArray();

        assertThatThrownBy(() -> decoder.decode(request, WINDOW))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("nests deeper");
    }

    private void decodeOrFail(byte[] request) {
        try {
            decoder.decode(request, WINDOW);
        } catch (MalformedException expected) {
            assertThat(expected).hasMessageNotContaining("BUG");
        }
    }

    private static Metric sum(String name) {
        Metric.Builder metric = Metric.newBuilder().setName(name);
        metric.getSumBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .setIsMonotonic(true)
                .addDataPoints(point(NOW, 1));
        return metric.build();
    }

    private long fingerprint(ExportMetricsServiceRequest request) {
        try {
            return read(request).fingerprint(0);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private MetricBatch read(ExportMetricsServiceRequest request) throws MalformedException {
        Decoded<MetricBatch> decoded = decode(request);
        assertThat(decoded.rejections().counts()).isEmpty();
        return decoded.batch();
    }

    private Decoded<MetricBatch> decode(ExportMetricsServiceRequest request) throws MalformedException {
        return decoder.decode(request.toByteArray(), WINDOW);
    }
}
