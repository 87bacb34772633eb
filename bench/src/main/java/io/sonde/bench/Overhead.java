// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import io.sonde.proto.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What programs notice that work at a fixed rate: without agent, with one that only takes what the kernel side copies, and with one
 * that reads it, in turns.
 */
final class Overhead implements Benchmark {
    private static final int ROUNDS = 5;
    private static final double MOST_PER_SECOND = 10_000;
    /** Of what the machine gives without an agent, if that is less. */
    private static final double SHARE = 0.7;

    private static final double TOO_MANY_PER_SECOND = 60_000;
    private static final int TRANSACTIONS_PER_SECOND = 1_000;
    private static final int CONNECTIONS_PER_SECOND = 200;
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double HTTP_SECONDS = 4;
    private static final int DATABASE_SECONDS = 2;
    private static final double CONNECTIONS_SECONDS = 2;
    private static final double LOSS_PER_SECOND = 20_000;
    private static final double LOSS_SECONDS = 4;
    private static final int CALM_SECONDS = 1;

    private static final Path STATISTICS = Path.of("/proc/sys/kernel/bpf_stats_enabled");

    private final OverheadTold copying = new OverheadTold(", only copied");
    private final OverheadTold reading = new OverheadTold("");

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        int web = LoadHost.freePort();
        int sql = LoadHost.freePort();
        try (var dir = new ScratchDirectory();
                var host = new LoadHost(dir.path());
                var _ = new Webserver(host, dir.path(), web);
                var database = new Database(host, dir.path(), sql)) {
            double most = Paced.run(host, web, TOO_MANY_PER_SECOND, 1, false).perSecond();
            var runs = new Runs(dir.path(), host, web, database, Math.floor(Math.min(MOST_PER_SECOND, SHARE * most)));
            for (int round = 0; round < ROUNDS; round++) {
                round(round, runs);
            }
            List<Figure> figures = new ArrayList<>(figures(reading, runs.rate));
            figures.addAll(figures(copying, runs.rate));
            figures.addAll(underPressure(dir.path(), host, web));
            figures.add(kernelSide(dir.path(), host, web, runs.rate));
            return figures;
        }
    }

    private static List<Figure> figures(OverheadTold of, double rate) {
        return of.figures(
                "with agent / without, %d rounds of %.0f s; %,.0f requests/s to nginx on 16 connections at fixed moments, times from those"
                        .formatted(ROUNDS, HTTP_SECONDS, rate),
                "the same; %,d reads/s of PostgreSQL, %d s (pgbench -S -R)"
                        .formatted(TRANSACTIONS_PER_SECOND, DATABASE_SECONDS),
                "the same; %d new connections/s to nginx with a request each, %.0f s"
                        .formatted(CONNECTIONS_PER_SECOND, CONNECTIONS_SECONDS));
    }

    /** Which comes first changes: a machine that gets slower must not look like an agent. */
    private void round(int number, Runs runs) throws IOException, InterruptedException {
        OverheadTold.Loads without = null;
        OverheadTold.Loads copied = null;
        OverheadTold.Loads read = null;
        for (int i = 0; i < 3; i++) {
            switch ((number + i) % 3) {
                case 0 -> without = runs.load(null).loads();
                case 1 -> copied = runs.watched(List.of("--requests", "copied"), copying);
                default -> read = runs.watched(List.of(), reading);
            }
        }
        copying.add(Objects.requireNonNull(copied), Objects.requireNonNull(without));
        reading.add(Objects.requireNonNull(read), without);
    }

    /** What is there for all runs. */
    private record Runs(Path dir, LoadHost host, int web, Database database, double rate) {
        /** One run, and how many cores the agent took of it. */
        private record Run(OverheadTold.Loads loads, double cores) {}

        Run load(@Nullable Program agent) throws IOException, InterruptedException {
            TimeUnit.SECONDS.sleep(CALM_SECONDS);
            Paced.run(host, web, rate, WARM_UP_SECONDS, false);
            double before = agent == null ? 0 : ProcessFigures.cpuSeconds(agent.handle());
            Paced http = Paced.run(host, web, rate, HTTP_SECONDS, false);
            double seconds = agent == null ? 0 : ProcessFigures.cpuSeconds(agent.handle()) - before;
            Paced sql = database.select(TRANSACTIONS_PER_SECOND, DATABASE_SECONDS);
            Paced connections = Paced.run(host, web, CONNECTIONS_PER_SECOND, CONNECTIONS_SECONDS, true);
            return new Run(new OverheadTold.Loads(http, sql, connections), seconds / HTTP_SECONDS);
        }

        OverheadTold.Loads watched(List<String> flags, OverheadTold told) throws IOException, InterruptedException {
            try (var sink = new OtlpSink();
                    var group = new MemoryGroup();
                    Program agent = AgentProgram.start(dir, sink.endpoint(), group.entrance(), flags)) {
                Run run = load(agent);
                told.agent(
                        run.cores(),
                        ProcessFigures.residentMegabytes(agent.handle().pid()),
                        group.megabytes());
                return run.loads();
            }
        }
    }

    /** Twice as many requests as the others: whether each of them is told, by both ends. */
    private static List<Figure> underPressure(Path dir, LoadHost host, int web)
            throws IOException, InterruptedException {
        return List.of(
                lost(
                        "Overhead: requests lost at 20,000/s",
                        "after a warm-up",
                        dir,
                        List.of(
                                new Asking(host, web, MOST_PER_SECOND, WARM_UP_SECONDS),
                                new Asking(host, web, LOSS_PER_SECOND, LOSS_SECONDS))),
                lost(
                        "Overhead: requests lost in the agent's first seconds",
                        "from the moment that it is attached, while its code is not compiled yet",
                        dir,
                        List.of(new Asking(host, web, LOSS_PER_SECOND, LOSS_SECONDS))));
    }

    private record Asking(LoadHost host, int web, double rate, double seconds) {
        Paced run() throws IOException {
            return Paced.run(host, web, rate, seconds, false);
        }
    }

    private static Figure lost(String what, String when, Path dir, List<Asking> askings)
            throws IOException, InterruptedException {
        try (var sink = new OtlpSink()) {
            double rate = 0;
            long sent = 0;
            try (Program _ = AgentProgram.start(dir, sink.endpoint())) {
                for (Asking one : askings) {
                    Paced asked = one.run();
                    rate = asked.perSecond();
                    sent += asked.answered() + Paced.CONNECTIONS;
                }
                TimeUnit.SECONDS.sleep(CALM_SECONDS);
            }
            var told = new Told(sink);
            long client = told.requests(Metric.HTTP_CLIENT_REQUEST_DURATION);
            long server = told.requests(Metric.HTTP_SERVER_REQUEST_DURATION);
            return new Figure(
                    what,
                    String.format(Locale.ROOT, "%,d", Math.abs(sent - client) + Math.abs(sent - server)),
                    "requests",
                    "%,.0f/s, %s; of %,d the client's side told %,d, the server's %,d; losses told: %s"
                            .formatted(rate, when, sent, client, server, told.lost()));
        }
    }

    private static Figure kernelSide(Path dir, LoadHost host, int web, double rate)
            throws IOException, InterruptedException {
        Files.writeString(STATISTICS, "1");
        try (var sink = new OtlpSink();
                Program agent = AgentProgram.start(dir, sink.endpoint())) {
            Paced asked = Paced.run(host, web, rate, LOSS_SECONDS, false);
            Map<String, BpfPrograms.Cost> costs = BpfPrograms.of(agent.handle().pid());
            long nanos =
                    costs.values().stream().mapToLong(BpfPrograms.Cost::nanos).sum();
            return new Figure(
                    "Overhead: kernel programs",
                    String.format(Locale.ROOT, "%,.0f", (double) nanos / asked.answered()),
                    "ns/request",
                    "bpf_stats, four calls a request, client and server on this host: " + programs(costs));
        } finally {
            Files.writeString(STATISTICS, "0");
        }
    }

    /** Those that cost most, with what one run of each takes. */
    private static String programs(Map<String, BpfPrograms.Cost> costs) {
        return costs.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().nanos(), one.getValue().nanos()))
                .limit(6)
                .map(one -> "%s %.0f ns".formatted(one.getKey(), one.getValue().nanosPerRun()))
                .collect(Collectors.joining(", "));
    }
}
