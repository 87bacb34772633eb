// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What an agent costs a host that holds 20,000 open connections, both ends of which it sees. */
final class AgentHolding implements Benchmark {
    private static final int PAIRS = 4;

    /** One process may have some 20,000 files on many systems. */
    private static final int CONNECTIONS_PER_PAIR = 5_000;

    /** Several exports, each of which walks over all sockets. */
    private static final int SETTLE_SECONDS = 15;

    private static final int READINGS = 5;
    private static final int READING_SECONDS = 4;

    @Override
    public String name() {
        return "agent-open";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        List<LoadProgram> programs = new ArrayList<>();
        try (var dir = new ScratchDirectory();
                var sink = new OtlpSink();
                var host = new LoadHost(dir.path());
                Program agent = AgentProgram.start(dir.path(), sink.endpoint())) {
            for (int pair = 0; pair < PAIRS; pair++) {
                hold(host, programs);
            }
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            return figures(agent, sink);
        } finally {
            programs.forEach(LoadProgram::close);
        }
    }

    private static void hold(LoadHost host, List<LoadProgram> programs) throws IOException {
        int port = LoadHost.freePort();
        programs.add(host.serve(port));
        var client = host.start("hold", port, CONNECTIONS_PER_PAIR);
        programs.add(client);
        client.line();
    }

    private static List<Figure> figures(Program agent, OtlpSink sink) throws IOException, InterruptedException {
        var resident = new Samples();
        var cores = new Samples();
        for (int i = 0; i < READINGS; i++) {
            double before = ProcessFigures.cpuSeconds(agent.handle());
            TimeUnit.SECONDS.sleep(READING_SECONDS);
            cores.add((ProcessFigures.cpuSeconds(agent.handle()) - before) / READING_SECONDS);
            resident.add(ProcessFigures.residentMegabytes(agent.handle().pid()));
        }
        String how = "%,d connections held on loopback, %,d sockets; lost: %s"
                .formatted(PAIRS * CONNECTIONS_PER_PAIR, 2 * PAIRS * CONNECTIONS_PER_PAIR, new Told(sink).lost());
        return List.of(
                new Figure("Agent: resident memory, 20,000 open connections", resident.text(1), "MB", how),
                new Figure(
                        "Agent: processor time, 20,000 open connections", cores.text(3), "cores", "in the same time"));
    }
}
