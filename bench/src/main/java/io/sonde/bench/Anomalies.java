// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.diagnosis.anomaly.AnomalyDetector;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What it costs to watch a series for what is unusual. */
final class Anomalies implements Benchmark {
    private static final int RUNS = 7;
    private static final int WARM_UP = 2;
    private static final int POINTS = 10_000;

    /** After so many a detector remembers as much as it ever will. */
    private static final int FULL_POINTS = 4_000;

    private static final int HELD = 50;
    private static final int DAY_POINTS = 288;
    private static final double NANOS_PER_MICRO = 1e3;

    @Override
    public String name() {
        return "anomaly";
    }

    @Override
    public List<Figure> measure() {
        var micros = new Samples();
        for (int run = -WARM_UP; run < RUNS; run++) {
            double[] series = series(run, POINTS);
            var detector = new AnomalyDetector();
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            watch(detector, series);
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
            if (run >= 0) {
                micros.add(nanos / NANOS_PER_MICRO / POINTS);
            }
        }
        String how = "random walks with days of %d points; %d runs of %,d points, processor time"
                .formatted(DAY_POINTS, RUNS, POINTS);
        return List.of(
                new Figure("Anomalies: a point", micros.text(1), "µs", how),
                new Figure(
                        "Anomalies: a series",
                        "%,d".formatted(bytesPerSeries()),
                        "bytes",
                        "memory in use with %d detectors after %,d points each, less without them"
                                .formatted(HELD, FULL_POINTS)));
    }

    private static long bytesPerSeries() {
        long before = used();
        List<AnomalyDetector> detectors = new ArrayList<>();
        for (int number = 0; number < HELD; number++) {
            var detector = new AnomalyDetector();
            watch(detector, series(number, FULL_POINTS));
            detectors.add(detector);
        }
        long after = used();
        return (after - before) / detectors.size();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void watch(AnomalyDetector detector, double[] series) {
        for (double value : series) {
            var _ = detector.observe(value);
        }
    }

    private static double[] series(int seed, int points) {
        var random = new Random(seed);
        double[] series = new double[points];
        double level = 100;
        for (int i = 0; i < points; i++) {
            level += random.nextGaussian() / 10;
            series[i] = level + 20 * Math.sin(2 * Math.PI * i / DAY_POINTS) + random.nextGaussian();
        }
        return series;
    }
}
