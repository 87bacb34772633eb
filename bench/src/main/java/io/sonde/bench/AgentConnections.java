// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many events of real connections an agent takes without losing one, and what each costs it and the kernel. */
final class AgentConnections implements Benchmark {
    private static final double SECONDS = 5;
    private static final double WARM_UP_SECONDS = 3;
    private static final int RUNS = 3;
    private static final int CALM_SECONDS = 1;

    /** One export and a second. */
    private static final int EXPORT_SECONDS = 6;

    /** What the kernel side could not hand over. */
    private static final String KERNEL = "kernel.";

    private static final Path STATISTICS = Path.of("/proc/sys/kernel/bpf_stats_enabled");

    @Override
    public String name() {
        return "agent-connections";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        int port = LoadHost.freePort();
        try (var dir = new ScratchDirectory();
                var host = new LoadHost(dir.path());
                var _ = host.serve(port)) {
            List<Figure> figures = new ArrayList<>(underStorms(dir.path(), host, port));
            figures.addAll(kernelSide(dir.path(), host, port));
            return figures;
        }
    }

    private static List<Figure> underStorms(Path dir, LoadHost host, int port)
            throws IOException, InterruptedException {
        var runs = new Runs();
        try (var sink = new OtlpSink()) {
            long lostCold;
            Told beforeRuns;
            try (Program agent = AgentProgram.start(dir, sink.endpoint())) {
                Storm.run(host, port, WARM_UP_SECONDS);
                TimeUnit.SECONDS.sleep(EXPORT_SECONDS);
                beforeRuns = new Told(sink);
                lostCold = beforeRuns.lost(KERNEL);
                for (int run = 0; run < RUNS; run++) {
                    runs.add(host, port, agent);
                }
            }
            return runs.figures(beforeRuns, new Told(sink), port, lostCold);
        }
    }

    /** What several storms came to. */
    private static final class Runs {
        private final Samples perSecond = new Samples();
        private final Samples cpuPerThousand = new Samples();
        private final Samples resident = new Samples();
        private long connections;

        void add(LoadHost host, int port, Program agent) throws IOException, InterruptedException {
            double before = ProcessFigures.cpuSeconds(agent.handle());
            Storm storm = Storm.run(host, port, SECONDS);
            TimeUnit.SECONDS.sleep(CALM_SECONDS);
            connections += storm.connections();
            perSecond.add(storm.perSecond());
            cpuPerThousand.add((ProcessFigures.cpuSeconds(agent.handle()) - before) / storm.connections() * 1e3);
            resident.add(ProcessFigures.residentMegabytes(agent.handle().pid()));
        }

        List<Figure> figures(Told before, Told after, int port, long lostCold) throws IOException {
            String to = String.valueOf(port);
            long counted = after.sum(Metric.SONDE_TCP_CONNECTIONS_OPENED, Attribute.NETWORK_PEER_PORT, to)
                    - before.sum(Metric.SONDE_TCP_CONNECTIONS_OPENED, Attribute.NETWORK_PEER_PORT, to);
            double events =
                    after.sum(Metric.SONDE_AGENT_EVENTS, "", "") - before.sum(Metric.SONDE_AGENT_EVENTS, "", "");
            double eventsPerConnection = events / connections;
            return List.of(
                    new Figure(
                            "Agent: connections under full load",
                            perSecond.text(0),
                            "connections/s",
                            "real sockets on loopback, one request each, %d runs of %.0f s at full speed"
                                    .formatted(RUNS, SECONDS)),
                    new Figure(
                            "Agent: events under full load",
                            String.format(Locale.ROOT, "%,.0f", perSecond.median() * eventsPerConnection),
                            "events/s",
                            "%,d of %,d connections counted, %,d events lost"
                                    .formatted(counted, connections, after.lost(KERNEL) - lostCold)),
                    new Figure(
                            "Agent: events lost in its first seconds",
                            String.format(Locale.ROOT, "%,d", lostCold),
                            "events",
                            "the same load begins the moment that it is attached, while its code is not compiled yet"),
                    new Figure(
                            "Agent: processor time",
                            String.format(Locale.ROOT, "%.2f", cpuPerThousand.median() / eventsPerConnection * 1e3),
                            "ms/1,000 events",
                            "user and system time of the agent in the same runs, export included"),
                    new Figure(
                            "Agent: resident memory under full load",
                            resident.text(1),
                            "MB",
                            "after each of these runs"));
        }
    }

    private List<Figure> kernelSide(Path dir, LoadHost host, int port) throws IOException, InterruptedException {
        Files.writeString(STATISTICS, "1");
        try (var sink = new OtlpSink();
                Program agent = AgentProgram.start(dir, sink.endpoint())) {
            Storm.run(host, port, SECONDS);
            try (var spawn = host.start("spawn", 500, 2)) {
                spawn.line();
            }
            List<Figure> figures = new ArrayList<>();
            for (Map.Entry<String, BpfPrograms.Cost> one :
                    BpfPrograms.of(agent.handle().pid()).entrySet()) {
                figures.add(new Figure(
                        "Kernel: program " + one.getKey(),
                        String.format(Locale.ROOT, "%,.0f", one.getValue().nanosPerRun()),
                        "ns/run",
                        "bpf_stats over %,d runs under the same load, and 500 process starts/s"
                                .formatted(one.getValue().runs())));
            }
            return figures;
        } finally {
            Files.writeString(STATISTICS, "0");
        }
    }
}
