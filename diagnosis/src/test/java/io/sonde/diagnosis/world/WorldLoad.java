// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import com.sun.management.ThreadMXBean;
import io.sonde.diagnosis.inspect.Judgement;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An invented world of any size, and what its map costs when every export is followed by a look at it: run {@link #main} with
 * services, edges per service, steps and kinds of requests on an edge.
 */
public final class WorldLoad {
    private static final long START = Script.START;
    private static final int ROUNDS = 100;
    private static final int ROUNDS_OF_LARGE = 20;
    private static final int LARGE = 5_000;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    /** Nothing is to be left out here, however large. */
    private static final Limits LIMITS = new Limits(
            Limits.DEFAULT.live(), Limits.DEFAULT.memory(), Long.MAX_VALUE, 4_000_000, 50_000, 50_000, 500_000, 50);

    private static final long EXPORT_MILLIS = 5_000;
    private static final long WINDOW_MILLIS = 30 * 60_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Series> sums = new ArrayList<>();
    private final List<Series> gauges = new ArrayList<>();
    private final List<Series> distributions = new ArrayList<>();
    private final List<Series> requests = new ArrayList<>();
    private final Sketch seconds = new Sketch();

    /** Without requests. */
    public WorldLoad(int services, int edgesPerService) {
        this(services, edgesPerService, 0);
    }

    /** @param kindsOfRequests on each edge: routes and statuses that are told apart */
    public WorldLoad(int services, int edgesPerService, int kindsOfRequests) {
        for (int bucket = -60; bucket < -40; bucket++) {
            seconds.add(Sketch.SCALE, bucket, bucket + 70);
        }
        for (int service = 0; service < services; service++) {
            Map<String, String> resource = resource(service);
            gauges.add(new Series(SignalName.RUNNING, resource, Map.of()));
            gauges.add(new Series(SignalName.LISTEN, resource, local(service)));
            gauges.add(new Series(SignalName.ADDRESS, resource, Map.of(SignalName.LOCAL_ADDRESS, address(service))));
            for (int edge = 1; edge <= edgesPerService; edge++) {
                int target = (service * 7 + edge * 13) % services;
                Map<String, String> client = Map.of(
                        SignalName.ROLE, "client",
                        SignalName.PEER_ADDRESS, address(target),
                        SignalName.PEER_PORT, "8080");
                addFlow(resource, client);
                addRequests(SignalName.HTTP_CLIENT, resource, client, kindsOfRequests);
                Map<String, String> server = Map.of(
                        SignalName.ROLE,
                        "server",
                        SignalName.LOCAL_ADDRESS,
                        address(target),
                        SignalName.LOCAL_PORT,
                        "8080",
                        SignalName.PEER_ADDRESS,
                        address(service));
                addFlow(resource(target), server);
                addRequests(SignalName.HTTP_SERVER, resource(target), server, kindsOfRequests);
            }
        }
    }

    /** All that agents send in so many steps, two exports each. */
    public WorldHistory history(int steps) {
        var history = new WorldHistory(LIMITS, 0);
        for (int step = 0; step < steps; step++) {
            long at = START + step * Window.STEP_MILLIS;
            history.advance(at + Window.STEP_MILLIS);
            export(history, at + 2_000);
            export(history, at + 7_000);
            history.view();
        }
        return history;
    }

    /** The same; in the last steps everything takes sixteen times as long. */
    public WorldHistory history(int steps, int slowSteps) {
        WorldHistory history = history(steps - slowSteps);
        var slow = new Sketch();
        for (int bucket = -28; bucket < -8; bucket++) {
            slow.add(Sketch.SCALE, bucket, bucket + 38);
        }
        for (int step = steps - slowSteps; step < steps; step++) {
            long at = START + step * Window.STEP_MILLIS;
            history.advance(at + Window.STEP_MILLIS);
            export(history, at + 2_000, slow);
            export(history, at + 7_000, slow);
            history.view();
        }
        return history;
    }

    /** Where so many steps end. */
    public static long endMillis(int steps) {
        return START + steps * Window.STEP_MILLIS;
    }

    int series() {
        return sums.size() + gauges.size() + distributions.size() + requests.size();
    }

    private void export(WorldHistory history, long millis) {
        export(history, millis, seconds);
    }

    private void export(WorldHistory history, long millis, Sketch seconds) {
        sums.forEach(series -> history.add(series, millis, (double) (millis % 1000)));
        gauges.forEach(series -> history.add(series, millis, 3));
        distributions.forEach(series -> history.add(series, millis, 3, 0.0123));
        requests.forEach(series -> history.add(series, millis, seconds.total(), seconds));
    }

    private void addRequests(String metric, Map<String, String> resource, Map<String, String> flow, int kinds) {
        for (int kind = 0; kind < kinds; kind++) {
            var attributes = new java.util.HashMap<>(flow);
            attributes.put(SignalName.PROTOCOL, "http");
            attributes.put("http.route", "/route/" + kind);
            requests.add(new Series(metric, resource, Map.copyOf(attributes)));
        }
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
        var load = new WorldLoad(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[3]));
        double before = heldMegabytes();
        WorldHistory history = load.history(steps);
        System.out.printf("%d series, %d steps%n", load.series(), steps);
        System.out.printf(
                "held: %.1f MB of series, %.1f MB of world, of these %.1f MB packed steps%n",
                before, heldMegabytes() - before, history.sizes().bytes() / BYTES_PER_MEGABYTE);
        var cost = new Cost();
        int rounds = Integer.parseInt(args[0]) > LARGE ? ROUNDS_OF_LARGE : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            long now = START + steps * Window.STEP_MILLIS + round * EXPORT_MILLIS;
            long end = (now / Window.STEP_MILLIS + 1) * Window.STEP_MILLIS;
            Window window = new Window(Math.max(START, end - WINDOW_MILLIS), end);
            cost.begin(round >= rounds / 2);
            history.advance(now);
            load.export(history, now);
            cost.add("export taken in");
            LiveView view = history.view();
            cost.add("step");
            World world = view.world(window);
            Trends trends = view.trends(window);
            cost.add("map, and its past");
            Judgement.of(world, trends);
            cost.add("judged");
        }
        cost.print();
    }

    private static double heldMegabytes() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / BYTES_PER_MEGABYTE;
    }

    /** Processor time and memory of the parts of an answer, by their names; medians. */
    private static final class Cost {
        private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final Map<String, List<double[]>> samples = new LinkedHashMap<>();
        private boolean counts;
        private long nanos;
        private long bytes;

        /** @param counting whether the code is warm */
        void begin(boolean counting) {
            counts = counting;
            mark();
        }

        void add(String part) {
            double millis = (thread.getCurrentThreadCpuTime() - nanos) / NANOS_PER_MILLI;
            double megabytes = (thread.getCurrentThreadAllocatedBytes() - bytes) / BYTES_PER_MEGABYTE;
            if (counts) {
                samples.computeIfAbsent(part, _ -> new ArrayList<>()).add(new double[] {millis, megabytes});
            }
            mark();
        }

        private void mark() {
            nanos = thread.getCurrentThreadCpuTime();
            bytes = thread.getCurrentThreadAllocatedBytes();
        }

        void print() {
            samples.forEach((part, all) ->
                    System.out.printf("%-24s %6.1f ms of processor, %6.1f MB%n", part, median(all, 0), median(all, 1)));
        }

        private static double median(List<double[]> all, int what) {
            double[] sorted =
                    all.stream().mapToDouble(sample -> sample[what]).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }
}
