// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.inspect.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An invented world of any size, and how long its map takes: run {@link #main} with services, edges per service and steps. */
public final class WorldLoad {
    private static final long START = Script.START;
    private static final int ROUNDS = 10;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Series> sums = new ArrayList<>();
    private final List<Series> gauges = new ArrayList<>();
    private final List<Series> distributions = new ArrayList<>();

    public WorldLoad(int services, int edgesPerService) {
        for (int service = 0; service < services; service++) {
            Map<String, String> resource = resource(service);
            gauges.add(new Series(SignalName.RUNNING, resource, Map.of()));
            gauges.add(new Series(SignalName.LISTEN, resource, local(service)));
            gauges.add(new Series(SignalName.ADDRESS, resource, Map.of(SignalName.LOCAL_ADDRESS, address(service))));
            for (int edge = 1; edge <= edgesPerService; edge++) {
                int target = (service * 7 + edge * 13) % services;
                addFlow(
                        resource,
                        Map.of(
                                SignalName.ROLE, "client",
                                SignalName.PEER_ADDRESS, address(target),
                                SignalName.PEER_PORT, "8080"));
                addFlow(
                        resource(target),
                        Map.of(
                                SignalName.ROLE,
                                "server",
                                SignalName.LOCAL_ADDRESS,
                                address(target),
                                SignalName.LOCAL_PORT,
                                "8080",
                                SignalName.PEER_ADDRESS,
                                address(service)));
            }
        }
    }

    /** All that agents send in so many steps, two exports each. */
    public WorldHistory history(int steps) {
        var history = new WorldHistory(Limits.DEFAULT, 0);
        for (int step = 0; step < steps; step++) {
            long at = START + step * Window.STEP_MILLIS;
            history.advance(at + Window.STEP_MILLIS);
            export(history, at + 2_000);
            export(history, at + 7_000);
            history.view();
        }
        return history;
    }

    int series() {
        return sums.size() + gauges.size() + distributions.size();
    }

    private void export(WorldHistory history, long millis) {
        sums.forEach(series -> history.add(series, millis, (double) (millis % 1000)));
        gauges.forEach(series -> history.add(series, millis, 3));
        distributions.forEach(series -> history.add(series, millis, 3, 0.0123));
    }

    private void addFlow(Map<String, String> resource, Map<String, String> flow) {
        for (String metric : List.of(SignalName.OPENED, SignalName.RETRANSMITS)) {
            sums.add(new Series(metric, resource, flow));
        }
        for (String direction : List.of("transmit", "receive")) {
            var attributes = new java.util.HashMap<>(flow);
            attributes.put(SignalName.DIRECTION, direction);
            sums.add(new Series(SignalName.IO, resource, Map.copyOf(attributes)));
        }
        gauges.add(new Series(SignalName.ACTIVE, resource, flow));
        for (String metric : List.of(SignalName.CLOSED, SignalName.RTT)) {
            distributions.add(new Series(metric, resource, flow));
        }
    }

    private static Map<String, String> resource(int service) {
        return Map.of(
                SignalName.SERVICE_NAME, "service-" + service,
                SignalName.NAMESPACE, "load",
                SignalName.INSTANCE_ID, "copy-" + service,
                SignalName.HOST_ID, "host-" + service % 50,
                SignalName.KIND, "java");
    }

    private static Map<String, String> local(int service) {
        return Map.of(SignalName.LOCAL_ADDRESS, address(service), SignalName.LOCAL_PORT, "8080");
    }

    private static String address(int service) {
        return "10.0." + service / 250 + "." + (1 + service % 250);
    }

    public static void main(String[] args) {
        int steps = Integer.parseInt(args[2]);
        var load = new WorldLoad(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        long started = System.nanoTime();
        LiveView view = load.history(steps).view();
        System.out.printf("%d series, %d steps: fed in %.0f ms%n", load.series(), steps, millisSince(started));
        Window window = new Window(START, START + steps * Window.STEP_MILLIS);
        for (int round = 0; round < ROUNDS; round++) {
            started = System.nanoTime();
            World world = view.world(window);
            double built = millisSince(started);
            Trends trends = view.trends(window);
            double compared = millisSince(started) - built;
            Judgement.of(world, trends);
            System.out.printf(
                    "%d services, %d edges: map %.0f ms, compared with the past %.0f ms, judged %.0f ms%n",
                    world.services().size(),
                    world.edges().size(),
                    built,
                    compared,
                    millisSince(started) - built - compared);
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "heap %d MB (view of %d)%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20, view.hashCode());
    }

    private static double millisSince(long startedNanos) {
        return (System.nanoTime() - startedNanos) / NANOS_PER_MILLI;
    }
}
