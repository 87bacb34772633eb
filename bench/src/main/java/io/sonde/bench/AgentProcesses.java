// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import io.sonde.proto.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What an agent costs a host that starts 1,000 programs a second. */
final class AgentProcesses implements Benchmark {
    private static final int PER_SECOND = 1_000;
    private static final int SECONDS = 10;
    private static final int CALM_SECONDS = 1;

    @Override
    public String name() {
        return "agent-processes";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        double cpuSeconds;
        double resident;
        double took;
        long started;
        try (var dir = new ScratchDirectory();
                var host = new LoadHost(dir.path());
                var sink = new OtlpSink()) {
            try (Program agent = AgentProgram.start(dir.path(), sink.endpoint());
                    var spawn = host.start("spawn", PER_SECOND, SECONDS)) {
                double before = ProcessFigures.cpuSeconds(agent.handle());
                List<String> words = spawn.line();
                TimeUnit.SECONDS.sleep(CALM_SECONDS);
                started = Long.parseLong(words.get(0));
                took = Double.parseDouble(words.get(1));
                cpuSeconds = ProcessFigures.cpuSeconds(agent.handle()) - before;
                resident = ProcessFigures.residentMegabytes(agent.handle().pid());
            }
            var told = new Told(sink);
            String how =
                    "%,d starts of a program that ends at once, %.0f a second; %,d program starts of the host counted, lost: %s"
                            .formatted(
                                    started,
                                    started / took,
                                    told.sum(Metric.SONDE_PROCESS_STARTED, "", ""),
                                    told.lost());
            return List.of(
                    new Figure(
                            "Agent: processor time, 1,000 process starts/s", text(cpuSeconds / took, 3), "cores", how),
                    new Figure(
                            "Agent: resident memory, 1,000 process starts/s", text(resident, 1), "MB", "after these"));
        }
    }

    private static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
