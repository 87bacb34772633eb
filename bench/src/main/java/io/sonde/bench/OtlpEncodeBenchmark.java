// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.Attributes;
import io.sonde.otlp.HistogramValue;
import io.sonde.otlp.MetricKind;
import io.sonde.otlp.MetricType;
import io.sonde.otlp.MetricsWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Encodes one export of an agent: a resource, a metric, a thousand points with the seven attributes of a TCP series. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OtlpEncodeBenchmark {
    private static final int POINTS = 1_000;
    private static final MetricType SUM = new MetricType("sonde.tcp.io", "By", MetricKind.SUM);
    private static final MetricType HISTOGRAM = new MetricType("sonde.tcp.rtt", "s", MetricKind.HISTOGRAM);

    private final Attributes resource = Attributes.of("service.name", "shop");
    private final Attributes[] series = series();
    private final HistogramValue value = new HistogramValue(
            100,
            0.5,
            0.001,
            0.1,
            new double[] {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2},
            new long[12]);
    private long bytes;
    private final MetricsWriter writer = new MetricsWriter(batch -> bytes += batch.bytes().length, "bench");

    private static Attributes[] series() {
        var series = new Attributes[POINTS];
        for (int i = 0; i < POINTS; i++) {
            series[i] = Attributes.builder()
                    .put("sonde.tcp.role", "client")
                    .put("network.peer.address", "10.0." + i / 256 + "." + i % 256)
                    .put("network.peer.port", 5432)
                    .put("network.local.address", "10.1.2.3")
                    .put("network.local.port", i)
                    .put("sonde.network.namespace", 4_026_531_840L)
                    .put("network.io.direction", "transmit")
                    .build();
        }
        return series;
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public long sum() {
        begin(SUM);
        for (int i = 0; i < POINTS; i++) {
            writer.point(series[i], i);
        }
        writer.flush();
        return bytes;
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public long histogram() {
        begin(HISTOGRAM);
        for (int i = 0; i < POINTS; i++) {
            writer.point(series[i], value);
        }
        writer.flush();
        return bytes;
    }

    private void begin(MetricType metric) {
        writer.interval(1_700_000_000_000_000_000L, 1_700_000_010_000_000_000L);
        writer.resource(resource);
        writer.metric(metric);
    }
}
