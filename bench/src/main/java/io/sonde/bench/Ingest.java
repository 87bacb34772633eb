// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How many points per second come from the wire to the store, what they cost there, and how much room they take. */
final class Ingest implements Benchmark {
    /** The first runs until the server's code is compiled; not counted. */
    private static final int WARM_UP_RUNS = 2;

    private static final int RUNS = 5;

    /** Where the server keeps its engine's data, inside --data. */
    private static final String ENGINE_DATA = "clickhouse";

    private final PointShape shape;

    Ingest(PointShape shape) {
        this.shape = shape;
    }

    @Override
    public String name() {
        return shape.benchmark();
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException, TimeoutException {
        try (var dir = new ScratchDirectory()) {
            Sent sent = send(dir.path());
            double bytesPerPoint = stored(dir.path().resolve("data").resolve(ENGINE_DATA), sent.points());
            return figures(sent, bytesPerPoint);
        }
    }

    /** What the generator saw. */
    private record Sent(Samples pointsPerSecond, double cpuSecondsPerMillion, long points, int retries) {}

    private Sent send(Path dir) throws IOException, InterruptedException, TimeoutException {
        var factory = new LoadFactory(shape, nowUnixNanos(), WARM_UP_RUNS + RUNS);
        try (var server = new SondeServer(dir);
                var load = new Load(server.otlpPort())) {
            for (int i = 0; i < WARM_UP_RUNS; i++) {
                load.send(factory.nextRun());
            }
            awaitCalm(server);
            var pointsPerSecond = new Samples();
            double cpuBefore = server.cpuSeconds();
            for (int i = 0; i < RUNS; i++) {
                pointsPerSecond.add(shape.pointsPerRun() / load.send(factory.nextRun()));
            }
            awaitCalm(server);
            double millions = RUNS * shape.pointsPerRun() / 1e6;
            double cpuPerMillion = (server.cpuSeconds() - cpuBefore) / millions;
            return new Sent(
                    pointsPerSecond, cpuPerMillion, (WARM_UP_RUNS + RUNS) * shape.pointsPerRun(), load.retries());
        }
    }

    /** Until the engine has merged what it wants to merge: that work belongs to the points too. */
    private static void awaitCalm(SondeServer server) throws IOException, InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        double before;
        double after = server.cpuSeconds();
        do {
            before = after;
            TimeUnit.SECONDS.sleep(1);
            after = server.cpuSeconds();
        } while (after - before > 0.1 && System.nanoTime() < limit);
    }

    /** Bytes per point; throws when what was acknowledged is not what is there. */
    private double stored(Path engineData, long acknowledged) throws IOException, InterruptedException {
        try (var data = new StoredData(engineData)) {
            String table = "sonde." + shape.table();
            long count = Long.parseLong(
                    data.query("SELECT count() FROM " + table + " WHERE metric LIKE 'bench.%' FORMAT TSV"));
            if (count != acknowledged) {
                throw new IOException("acknowledged " + acknowledged + " points, stored " + count);
            }
            data.query("OPTIMIZE TABLE " + table + " FINAL");
            return Double.parseDouble(data.query("SELECT sum(bytes_on_disk) / sum(rows) FROM system.parts"
                    + " WHERE active AND database = 'sonde' AND table = '" + shape.table() + "' FORMAT TSV"));
        }
    }

    private List<Figure> figures(Sent sent, double bytesPerPoint) {
        String how = "%d runs of %,d points in requests of %,d, gzip, gRPC, each acknowledged; %d asked to retry"
                .formatted(RUNS, shape.pointsPerRun(), shape.pointsPerRequest(), sent.retries());
        String kind = shape.word();
        return List.of(
                new Figure(
                        "Ingest: " + kind + " points, wire to store",
                        sent.pointsPerSecond().text(0),
                        "points/s",
                        how),
                new Figure(
                        "Ingest: processor time, " + kind,
                        String.format(Locale.ROOT, "%.2f", sent.cpuSecondsPerMillion()),
                        "s/million points",
                        "server and engine in the same runs, merges included"),
                new Figure(
                        "Store: " + kind + " point on disk",
                        String.format(Locale.ROOT, "%.2f", bytesPerPoint),
                        "bytes",
                        "table " + shape.table()
                                + " after OPTIMIZE FINAL, %,d points of random values".formatted(sent.points())));
    }

    private static long nowUnixNanos() {
        return TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
    }
}
