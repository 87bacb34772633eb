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

/** How much per second comes from the wire to the store, what it costs there, and how much room it takes. */
final class Ingest implements Benchmark {
    /** Until the server has compiled its code, which takes it more processor time than two runs have; not counted. */
    private static final int WARM_UP_RUNS = 8;

    private static final int RUNS = 5;

    /** Where the server keeps its engine's data, inside --data. */
    private static final String ENGINE_DATA = "clickhouse";

    private final LoadShape shape;

    Ingest(LoadShape shape) {
        this.shape = shape;
    }

    @Override
    public String name() {
        return shape.benchmark();
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException, TimeoutException {
        try (var dir = new ScratchDirectory()) {
            var requests = LoadRequests.of(shape, nowUnixNanos(), WARM_UP_RUNS + RUNS);
            Sent sent = send(dir.path(), requests);
            double bytesEach = stored(dir.path().resolve("data").resolve(ENGINE_DATA));
            return figures(sent, bytesEach, requests.values());
        }
    }

    /** What the generator saw. */
    private record Sent(
            Samples perSecond, double cpuPerMillion, Samples serverMegabytes, Samples engineMegabytes, int retries) {}

    private Sent send(Path dir, LoadRequests requests) throws IOException, InterruptedException, TimeoutException {
        try (var server = new SondeServer(dir);
                var load = new Load(server.otlpPort(), shape.signal())) {
            for (int i = 0; i < WARM_UP_RUNS; i++) {
                load.send(requests.nextRun());
            }
            awaitCalm(server);
            var perSecond = new Samples();
            var serverMegabytes = new Samples();
            var engineMegabytes = new Samples();
            double cpuBefore = server.cpuSeconds();
            for (int i = 0; i < RUNS; i++) {
                perSecond.add(shape.itemsPerRun() / load.send(requests.nextRun()));
                serverMegabytes.add(server.residentMegabytes());
                engineMegabytes.add(server.engineResidentMegabytes());
            }
            awaitCalm(server);
            double cpuPerMillion = (server.cpuSeconds() - cpuBefore) / (RUNS * shape.itemsPerRun() / 1e6);
            return new Sent(perSecond, cpuPerMillion, serverMegabytes, engineMegabytes, load.retries());
        }
    }

    /** Until the engine has merged what it wants to merge: that work belongs to the items too. */
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

    /** Bytes of each; throws when what was acknowledged is not what is there. */
    private double stored(Path engineData) throws IOException, InterruptedException {
        try (var data = new StoredData(engineData)) {
            String table = "sonde." + shape.table();
            long count = Long.parseLong(
                    data.query("SELECT count() FROM " + table + " WHERE " + shape.condition() + " FORMAT TSV"));
            if (count != items()) {
                throw new IOException("acknowledged " + items() + ", stored " + count);
            }
            data.query("OPTIMIZE TABLE " + table + " FINAL");
            return Double.parseDouble(data.query("SELECT sum(bytes_on_disk) / sum(rows) FROM system.parts"
                    + " WHERE active AND database = 'sonde' AND table = '" + shape.table() + "' FORMAT TSV"));
        }
    }

    private List<Figure> figures(Sent sent, double bytesEach, String values) {
        String how = "%d runs of %,d in requests of %,d, %d in flight, gzip, gRPC, each acknowledged; %d asked to retry"
                .formatted(RUNS, shape.itemsPerRun(), shape.itemsPerRequest(), Load.IN_FLIGHT, sent.retries());
        String word = shape.word();
        return List.of(
                new Figure(
                        "Ingest: " + word + "s, wire to store", sent.perSecond().text(0), "1/s", how),
                new Figure(
                        "Ingest: processor time, " + word,
                        String.format(Locale.ROOT, "%.2f", sent.cpuPerMillion()),
                        "s/million",
                        "server and engine in the same runs, merges included"),
                new Figure(
                        "Ingest: memory, " + word,
                        sent.serverMegabytes().text(0) + " + "
                                + sent.engineMegabytes().text(0),
                        "MB",
                        "VmRSS of server + engine after each of the same runs"),
                new Figure(
                        "Store: " + word + " on disk",
                        String.format(Locale.ROOT, "%.2f", bytesEach),
                        "bytes",
                        "%s after OPTIMIZE FINAL, %,d rows: %s".formatted(shape.table(), items(), values)));
    }

    private long items() {
        return (WARM_UP_RUNS + RUNS) * shape.itemsPerRun();
    }

    private static long nowUnixNanos() {
        return TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
    }
}
