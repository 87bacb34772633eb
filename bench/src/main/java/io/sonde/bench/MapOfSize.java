// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * The map of so many services, asked for while their agents go on to export: each answer is the first look at what came in since
 * the one before.
 */
final class MapOfSize {
    /** How often is asked; fewer times where an answer takes seconds and has 25 MB. */
    private record Looks(int warmUp, int answers, int again, int newcomers) {
        /** Until the server's code is compiled. */
        static final Looks MANY = new Looks(24, 50, 10, 5);

        /** None of them again: before such an answer is read there is something new. */
        static final Looks FEW = new Looks(8, 15, 0, 2);
    }

    /** As often as the world takes a new view: nobody asks twice for the same. */
    private static final int PAUSE_MILLIS = 500;

    private static final int POLL_MILLIS = 20;
    /** As far back as an answer looks, and as the agents have been exporting. */
    private static final Duration WINDOW = Duration.ofMinutes(6);

    private static final Duration STRETCH = Duration.ofSeconds(20);
    private static final Duration SEEN_LIMIT = Duration.ofSeconds(60);

    private static final String STEPS = "sonde_server_world_step_seconds_count";
    private static final String STEP_SECONDS = "sonde_server_world_step_seconds_sum";

    /** What the defaults let in; one above has more series than they do. */
    private static final int MOST_BY_DEFAULT = 5_000;

    private static final List<String> LIMITS = List.of(
            "--world.series=2000000",
            "--world.services=20000",
            "--world.edges=100000",
            "--world.queue-points=2000000",
            "--otlp.series-cache=1048576",
            "--write.recent-series=1048576");

    /** Huge pages: at half a gigabyte of cells looking up where each lies in memory is felt. */
    private static final String LARGE_HEAP = "-Xmx3g -XX:+UseTransparentHugePages";

    private final int services;
    private final int edgesPerService;
    private final MapRequests requests;
    private final boolean large;
    private final Looks looks;

    MapOfSize(int services, int edgesPerService) {
        this.services = services;
        this.edgesPerService = edgesPerService;
        this.requests = new MapRequests(services, edgesPerService);
        this.large = services > MOST_BY_DEFAULT;
        this.looks = large ? Looks.FEW : Looks.MANY;
    }

    /** What was measured; the time of an answer also as a number. */
    record Seen(double answerMillis, List<Figure> figures) {}

    Seen measure() throws IOException, InterruptedException, TimeoutException {
        try (var dir = new ScratchDirectory();
                var server = new SondeServer(dir.path(), large ? LIMITS : List.of(), large ? LARGE_HEAP : "");
                var load = new Load(server.otlpPort(), LoadShape.GAUGE.signal())) {
            sendPast(load);
            awaitSeen(server, services);
            try (var _ = new SteadyExports(new MapRequests(services, edgesPerService), server.otlpPort())) {
                answers(server, looks.warmUp);
                Samples lags = lags(server, load);
                double stepsBefore = server.metric(STEPS);
                double stepSecondsBefore = server.metric(STEP_SECONDS);
                Samples millis = answers(server, looks.answers);
                double steps = server.metric(STEPS) - stepsBefore;
                double stepSeconds = server.metric(STEP_SECONDS) - stepSecondsBefore;
                return seen(
                        millis,
                        again(server),
                        lags,
                        stepSeconds * 1e3 / steps,
                        answer(server).length());
            }
        }
    }

    /** So that each of the stretches that are compared has something in it, as if the agents had been there for so long. */
    private void sendPast(Load load) throws InterruptedException, TimeoutException {
        Instant now = Instant.now();
        for (Instant at = now.minus(WINDOW); at.isBefore(now); at = at.plus(STRETCH)) {
            load.send(requests.export(at));
        }
    }

    private Seen seen(Samples millis, Samples again, Samples lags, double stepMillis, int bytes) {
        String which = String.format(Locale.ROOT, ", %,d services", services);
        String how = String.format(
                Locale.ROOT,
                "%d edges each, GET /api/v1/map of %d minutes, %,d KiB; %d answers, each after new data; p99 %.0f%s",
                edgesPerService,
                WINDOW.toMinutes(),
                bytes / 1024,
                looks.answers,
                millis.percentile(99),
                large ? "; server's JVM with " + LARGE_HEAP : "");
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("Map: answered" + which, millis.text(0), "ms", how));
        if (looks.again > 0) {
            figures.add(
                    new Figure("Map: answered again" + which, again.text(0), "ms", "nothing new since the one before"));
        }
        figures.add(new Figure(
                "Map: step" + which,
                String.format(Locale.ROOT, "%.1f", stepMillis),
                "ms",
                "mean time of the world's thread per step of 500 ms, %,d points every 5 s meanwhile"
                        .formatted(requests.pointsPerExport())));
        figures.add(new Figure(
                "Map: lag" + which,
                lags.text(2),
                "s",
                "from the acknowledgement of a new service until a map that shows it has arrived; " + looks.newcomers
                        + " times"));
        return new Seen(millis.median(), figures);
    }

    private Samples answers(SondeServer server, int count) throws IOException, InterruptedException {
        var millis = new Samples();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            answer(server);
            double took = (System.nanoTime() - start) / 1e6;
            millis.add(took);
            Thread.sleep(Math.max(0, PAUSE_MILLIS - (long) took));
        }
        return millis;
    }

    private Samples again(SondeServer server) throws IOException, InterruptedException {
        var millis = new Samples();
        for (int i = 0; i < looks.again; i++) {
            answer(server);
            long start = System.nanoTime();
            answer(server);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis;
    }

    private Samples lags(SondeServer server, Load load) throws IOException, InterruptedException, TimeoutException {
        var seconds = new Samples();
        for (int newcomer = services; newcomer < services + looks.newcomers; newcomer++) {
            load.send(requests.newcomer(newcomer, Instant.now()));
            long start = System.nanoTime();
            awaitSeen(server, newcomer + 1);
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return seconds;
    }

    /** @param seen services; the last of them is waited for */
    private static void awaitSeen(SondeServer server, int seen) throws IOException, InterruptedException {
        long limit = System.nanoTime() + SEEN_LIMIT.toNanos();
        String last = "\"" + MapRequests.name(seen - 1) + "\"";
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
