// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsWriterTest {
    private static final MetricType BYTES = new MetricType("tcp.io", "By", MetricKind.SUM);

    private final List<Batch> batches = new ArrayList<>();

    @ParameterizedTest(name = "shape {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void writesByteForByteWhatTheGeneratedClassesWrite(long seed) {
        var writer = new MetricsWriter(batches::add, "shape", Integer.MAX_VALUE);
        var shape = new RandomShape(new Random(seed));

        ExportMetricsServiceRequest expected = shape.writeTo(writer);
        writer.flush();

        assertThat(batches).hasSize(1);
        assertThat(batches.getFirst().bytes()).isEqualTo(expected.toByteArray());
        assertThat(batches.getFirst().items()).isEqualTo(shape.points());
    }

    @Test
    void splitsAtTheSizeAndRepeatsResourceAndMetric() throws InvalidProtocolBufferException {
        var writer = new MetricsWriter(batches::add, "split", 1_000);
        writer.resource(Attributes.of("service.name", "shop"));
        writer.metric(BYTES);

        for (int i = 0; i < 100; i++) {
            writer.point(Attributes.of("network.peer.address", "10.0.0." + i), i);
        }
        writer.flush();

        long sum = 0;
        for (Batch batch : batches) {
            assertThat(batch.bytes().length).isLessThan(1_100);
            var request = ExportMetricsServiceRequest.parseFrom(batch.bytes());
            var resource = request.getResourceMetrics(0);
            assertThat(resource.getResource().getAttributes(0).getValue().getStringValue())
                    .isEqualTo("shop");
            var metric = resource.getScopeMetrics(0).getMetrics(0);
            assertThat(metric.getName()).isEqualTo("tcp.io");
            assertThat(metric.getSum().getIsMonotonic()).isTrue();
            assertThat(metric.getSum().getDataPointsCount()).isEqualTo(batch.items());
            sum += metric.getSum().getDataPointsList().stream()
                    .mapToLong(point -> point.getAsInt())
                    .sum();
        }
        assertThat(batches).hasSizeGreaterThan(1);
        assertThat(sum).isEqualTo(4950);
    }

    @Test
    void leavesOutWhatHasNoPoints() {
        var writer = new MetricsWriter(batches::add, "empty");
        writer.resource(Attributes.of("service.name", "idle"));
        writer.metric(BYTES);
        writer.flush();

        assertThat(batches).isEmpty();
    }

    @Test
    void refusesAPointThatDoesNotFitItsMetric() {
        var writer = new MetricsWriter(batches::add, "kinds");
        assertThatThrownBy(() -> writer.point(Attributes.empty(), 1)).hasMessageContaining("before the first metric");
        writer.metric(new MetricType("rtt", "s", MetricKind.HISTOGRAM));
        assertThatThrownBy(() -> writer.point(Attributes.empty(), 1)).hasMessageContaining("BUG: number for HISTOGRAM");
        writer.metric(BYTES);
        var value = new HistogramValue(1, 1, 1, 1, new double[] {}, new long[] {1});
        assertThatThrownBy(() -> writer.point(Attributes.empty(), value))
                .hasMessageContaining("BUG: histogram point for SUM");
    }
}
