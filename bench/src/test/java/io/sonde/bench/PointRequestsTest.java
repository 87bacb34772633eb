// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PointRequestsTest {
    private static final long NOW = TimeUnit.SECONDS.toNanos(1_800_000_000);

    @ParameterizedTest
    @EnumSource(
            value = LoadShape.class,
            names = {"GAUGE", "HISTOGRAM"})
    void makesAsManyPointsAsItSaysEachRequestDifferentAndNoneInTheFuture(LoadShape shape) throws IOException {
        var factory = new PointRequests(shape, NOW, 1);

        List<byte[]> run = factory.nextRun();

        long points = 0;
        Set<ExportMetricsServiceRequest> distinct = new HashSet<>();
        for (byte[] gzip : run) {
            var request = ExportMetricsServiceRequest.parseFrom(new GZIPInputStream(new ByteArrayInputStream(gzip)));
            distinct.add(request);
            for (var resource : request.getResourceMetricsList()) {
                for (Metric metric : resource.getScopeMetrics(0).getMetricsList()) {
                    points += metric.getGauge().getDataPointsCount()
                            + metric.getHistogram().getDataPointsCount();
                    assertThat(endOf(metric)).isLessThanOrEqualTo(NOW);
                }
            }
        }
        assertThat(points).isEqualTo(shape.itemsPerRun());
        assertThat(distinct).hasSize(shape.requestsPerRun());
    }

    private static long endOf(Metric metric) {
        return metric.hasGauge()
                ? metric.getGauge().getDataPoints(0).getTimeUnixNano()
                : metric.getHistogram().getDataPoints(0).getTimeUnixNano();
    }
}
