// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/**
 * A made-up shop: who calls whom, how fast, how busy and on which node is drawn by a seed; everything trembles. One step is ten
 * seconds: forty minutes before the alert, five after it. Faults are added to it.
 */
final class Shop {
    private static final long STEP_MILLIS = 10_000;
    private static final int ALERT = 240;
    private static final int END = 270;
    private static final int SERVICES = 12;
    private static final int NODES = 4;

    private final Random random;
    private final List<String> services = new ArrayList<>();
    private final Map<String, Set<String>> callees = new TreeMap<>();
    private final Map<String, Set<String>> nodes = new TreeMap<>();
    private final Map<String, Double> seconds = new TreeMap<>();
    private final Map<String, Double> slower = new TreeMap<>();
    private final Map<String, Double> failing = new TreeMap<>();
    private final Map<String, Double> busier = new TreeMap<>();
    private final Map<String, Integer> begins = new TreeMap<>();
    private final List<Vitals.Series> vitals = new ArrayList<>();
    private final Set<String> external = new TreeSet<>();

    Shop(long seed) {
        random = new Random(seed);
        for (int i = 0; i < SERVICES; i++) {
            String service = "s" + i;
            services.add(service);
            seconds.put(service, .01 + .05 * random.nextDouble());
            nodes.computeIfAbsent("node" + i % NODES, node -> new TreeSet<>()).add(service);
        }
        for (int i = 1; i < SERVICES; i++) {
            called("s" + random.nextInt(i)).add("s" + i);
        }
        nodes.values().forEach(users -> users.remove("s0"));
    }

    /** One that is not the front. */
    String any() {
        return services.get(1 + random.nextInt(SERVICES - 1));
    }

    String anyNode() {
        return "node" + random.nextInt(NODES);
    }

    Collection<Set<String>> nodes() {
        return nodes.values();
    }

    Set<String> on(String node) {
        return nodes.getOrDefault(node, Set.of());
    }

    /** A factor between one and two: no two faults are the same. */
    double severity() {
        return 1 + random.nextDouble();
    }

    /** Its requests take so many seconds more, and so do those of all who wait for it. */
    Shop slow(String service, double more) {
        slower.merge(service, more, Double::sum);
        callers(service).forEach(caller -> slow(caller, more));
        return this;
    }

    /** A share of its requests fails, and so do those of all who need it. */
    Shop fails(String service, double share) {
        failing.merge(service, share, Double::sum);
        callers(service).forEach(caller -> fails(caller, share));
        return this;
    }

    Shop busy(String service, double percent) {
        busier.put(service, percent);
        return this;
    }

    /** What it has of its own begins so many steps after the alert. */
    Shop later(String service, int steps) {
        begins.put(service, ALERT + steps);
        return this;
    }

    Shop external(String service) {
        external.add(service);
        return this;
    }

    /** Every service has this vital sign; one has it worse since the alert. */
    Shop vital(VitalSign sign, String whose, double usual, double now) {
        Set<String> all = new TreeSet<>(services);
        all.add(whose);
        for (String service : all) {
            vitals.add(new Vitals.Series(
                    service, sign, points(step -> step >= ALERT && service.equals(whose) ? now : usual)));
        }
        return this;
    }

    private Set<String> called(String caller) {
        return callees.computeIfAbsent(caller, first -> new TreeSet<>());
    }

    /** Who calls it directly. */
    List<String> callers(String service) {
        return services.stream()
                .filter(caller -> called(caller).contains(service))
                .toList();
    }

    Incident incident(FaultKind trouble) {
        List<Call> calls = new ArrayList<>();
        callees.forEach((caller, all) -> all.forEach(callee -> calls.add(new Call(caller, callee))));
        List<RequestSeries> requests = new ArrayList<>();
        List<ResourceSeries> resources = new ArrayList<>();
        for (String service : services) {
            double usual = 3 * seconds.getOrDefault(service, 0.0);
            double more = slower.getOrDefault(service, 0.0);
            double failed = failing.getOrDefault(service, 0.0);
            double percent = busier.getOrDefault(service, 0.0);
            int begin = begins.getOrDefault(service, ALERT);
            requests.add(new RequestSeries(
                    service,
                    points(step -> 100),
                    points(step -> usual + (step < ALERT ? 0 : more)),
                    points(step -> step < ALERT ? .002 : .002 + failed)));
            resources.add(new ResourceSeries(
                    service, FaultKind.CPU, points(step -> Math.min(100, 20 + (step < begin ? 0 : percent)))));
            resources.add(new ResourceSeries(service, FaultKind.MEMORY, points(step -> 300e6)));
        }
        List<Vitals.Shared> shared = nodes.entrySet().stream()
                .map(node -> new Vitals.Shared(node.getKey(), FaultKind.NODE, node.getValue()))
                .toList();
        return new Incident(
                new Symptom("s0", trouble),
                new Frame(Instant.ofEpochMilli(ALERT * STEP_MILLIS), Instant.ofEpochMilli(END * STEP_MILLIS)),
                CallGraph.of(calls),
                Signals.of(new Metrics(resources, requests, List.of(), new Vitals(vitals, shared, external))));
    }

    private Points points(IntToDoubleFunction value) {
        long[] times = new long[END];
        double[] values = new double[END];
        for (int step = 0; step < END; step++) {
            times[step] = step * STEP_MILLIS;
            values[step] = value.applyAsDouble(step) * (1 + .05 * random.nextGaussian());
        }
        return Points.of(times, values);
    }
}
