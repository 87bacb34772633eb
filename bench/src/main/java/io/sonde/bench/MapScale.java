// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long the map of many services takes to be answered, and how old what it shows is. */
final class MapScale implements Benchmark {
    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);
    private static final int EDGES_PER_SERVICE = 5;

    /** Agents export every five seconds. */
    private static final int EXPORTS = 4;

    /** Until the server's code is compiled. */
    private static final int WARM_UP_ANSWERS = 10;

    private static final int ANSWERS = 11;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration SEEN_LIMIT = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 20;

    /** The largest map has more than the server's defaults let in. */
    private static final List<String> LIMITS = List.of(
            "--world.series=2000000",
            "--world.services=20000",
            "--world.edges=100000",
            "--world.queue-points=2000000",
            "--otlp.series-cache=1048576",
            "--write.recent-series=1048576");

    private static final String HEAP = "-Xmx3g";

    @Override
    public String name() {
        return "map-scale";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException, TimeoutException {
        List<Figure> figures = new ArrayList<>();
        for (int services : SIZES) {
            figures.addAll(measure(services));
        }
        return figures;
    }

    private static List<Figure> measure(int services) throws IOException, InterruptedException, TimeoutException {
        try (var dir = new ScratchDirectory();
                var server = new SondeServer(dir.path(), LIMITS, HEAP);
                var load = new Load(server.otlpPort(), LoadShape.GAUGE.signal())) {
            var agents = new MapRequests(services, EDGES_PER_SERVICE);
            for (int i = EXPORTS; i > 0; i--) {
                load.send(agents.export(Instant.now().minusSeconds(5L * i)));
            }
            awaitSeen(server, services);
            double lagSeconds = lag(server, load, agents, services);
            double cpuBefore = server.cpuSeconds();
            load.send(agents.export(Instant.now()));
            TimeUnit.SECONDS.sleep(2);
            double cpuSeconds = server.cpuSeconds() - cpuBefore;
            for (int i = 0; i < WARM_UP_ANSWERS; i++) {
                answer(server);
            }
            var millis = new Samples();
            int bytes = 0;
            for (int i = 0; i < ANSWERS; i++) {
                long start = System.nanoTime();
                bytes = answer(server).length();
                millis.add((System.nanoTime() - start) / 1e6);
            }
            String which = String.format(Locale.ROOT, "%,d services", services);
            return List.of(
                    new Figure(
                            "Map: answered, " + which,
                            millis.text(0),
                            "ms",
                            "%d edges each, GET /api/v1/map of %d minutes, %,d KiB of JSON; %d answers after %d"
                                    .formatted(
                                            EDGES_PER_SERVICE,
                                            WINDOW.toMinutes(),
                                            bytes / 1024,
                                            ANSWERS,
                                            WARM_UP_ANSWERS)),
                    new Figure(
                            "Map: lag, " + which,
                            String.format(Locale.ROOT, "%.2f", lagSeconds),
                            "s",
                            "from the acknowledgement of an export until the map shows a service that is new in it"),
                    new Figure(
                            "Map: one export, " + which,
                            String.format(Locale.ROOT, "%.2f", cpuSeconds),
                            "s of processor",
                            "all agents' %,d points taken in, stored and on the map; two seconds after"
                                    .formatted(agents.points())));
        }
    }

    private static double lag(SondeServer server, Load load, MapRequests agents, int services)
            throws IOException, InterruptedException, TimeoutException {
        load.send(agents.newcomer(Instant.now()));
        long start = System.nanoTime();
        awaitSeen(server, services + 1);
        return (System.nanoTime() - start) / 1e9;
    }

    private static void awaitSeen(SondeServer server, int services) throws IOException, InterruptedException {
        long limit = System.nanoTime() + SEEN_LIMIT.toNanos();
        String last = "\"" + MapRequests.name(services - 1) + "\"";
        while (!answer(server).contains(last)) {
            if (System.nanoTime() > limit) {
                throw new IOException("the map does not show " + last + " after " + SEEN_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static String answer(SondeServer server) throws IOException, InterruptedException {
        Instant now = Instant.now();
        return server.get("/api/v1/map?from=" + now.minus(WINDOW) + "&to=" + now);
    }
}
