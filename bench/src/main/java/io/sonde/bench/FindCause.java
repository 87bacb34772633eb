// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.diagnosis.rca.Answer;
import io.sonde.diagnosis.rca.Call;
import io.sonde.diagnosis.rca.CallGraph;
import io.sonde.diagnosis.rca.CauseFinder;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.Frame;
import io.sonde.diagnosis.rca.Incident;
import io.sonde.diagnosis.rca.Metrics;
import io.sonde.diagnosis.rca.Points;
import io.sonde.diagnosis.rca.RequestSeries;
import io.sonde.diagnosis.rca.ResourceSeries;
import io.sonde.diagnosis.rca.Signals;
import io.sonde.diagnosis.rca.Symptom;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How long it takes to find out who of many services is the cause. */
final class FindCause implements Benchmark {
    private static final int SERVICES = 1_000;
    private static final int EDGES = 5;
    private static final int STEPS = 390;
    private static final int ALERT = 360;
    private static final long STEP_MILLIS = 10_000;
    private static final int RUNS = 15;
    private static final int WARM_UP = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "cause";
    }

    @Override
    public List<Figure> measure() {
        Incident incident = incident();
        var millis = new Samples();
        for (int run = -WARM_UP; run < RUNS; run++) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Answer answer = new CauseFinder().find(incident);
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
            if (!answer.ranked().getFirst().service().equals(service(SERVICES - 1))) {
                throw new IllegalStateException("BUG: " + answer.ranked().getFirst() + " is not the cause");
            }
            if (run >= 0) {
                millis.add(nanos / NANOS_PER_MILLI);
            }
        }
        String how = String.format(
                Locale.ROOT,
                "%d edges each, %d steps of 10 s of requests, delays, errors, processor and memory; %d runs, processor time",
                EDGES,
                STEPS,
                RUNS);
        return List.of(new Figure("Cause: found, 1,000 services", millis.text(0), "ms", how));
    }

    private static String service(int number) {
        return "service-" + number;
    }

    /** The last one is slow, and so are all who need it. */
    private static Incident incident() {
        var random = new Random(1);
        List<Call> calls = new ArrayList<>();
        for (int caller = 0; caller < SERVICES - 1; caller++) {
            for (int edge = 0; edge < EDGES; edge++) {
                calls.add(new Call(service(caller), service(caller + 1 + random.nextInt(SERVICES - 1 - caller))));
            }
        }
        List<RequestSeries> requests = new ArrayList<>();
        List<ResourceSeries> resources = new ArrayList<>();
        for (int number = 0; number < SERVICES; number++) {
            boolean isLast = number == SERVICES - 1;
            requests.add(new RequestSeries(
                    service(number), points(random, 100, 100), points(random, .05, .5), points(random, .001, .001)));
            resources.add(new ResourceSeries(service(number), FaultKind.CPU, points(random, 20, isLast ? 95 : 20)));
            resources.add(new ResourceSeries(service(number), FaultKind.MEMORY, points(random, 3e8, 3e8)));
        }
        return new Incident(
                new Symptom(service(0), FaultKind.LATENCY),
                new Frame(Instant.ofEpochMilli(ALERT * STEP_MILLIS), Instant.ofEpochMilli(STEPS * STEP_MILLIS)),
                CallGraph.of(calls),
                Signals.of(new Metrics(resources, requests, List.of())));
    }

    private static Points points(Random random, double before, double during) {
        long[] times = new long[STEPS];
        double[] values = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            times[step] = step * STEP_MILLIS;
            values[step] = (step < ALERT ? before : during) * (1 + random.nextGaussian() / 20);
        }
        return Points.of(times, values);
    }
}
