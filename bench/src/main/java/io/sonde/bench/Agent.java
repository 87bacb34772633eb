// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the node agent costs a host on which little happens, and how soon after its start it is heard. */
final class Agent implements Benchmark {
    private static final int STARTS = 3;
    /** Four exports: its tables, buffers and compiled code have then reached the size that they keep. */
    private static final int SETTLE_SECONDS = 20;

    private static final int IDLE_SECONDS = 20;

    private static final int READINGS = 5;

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        try (var dir = new ScratchDirectory();
                var sink = new OtlpSink()) {
            var secondsToStart = new Samples();
            var resident = new Samples();
            var cores = new Samples();
            for (int start = 1; start <= STARTS; start++) {
                boolean last = start == STARTS;
                try (Program agent = start(dir.path(), sink, secondsToStart)) {
                    if (last) {
                        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
                        watchIdle(agent, resident, cores);
                        requireReports(sink);
                    }
                }
            }
            return figures(secondsToStart, resident, cores);
        }
    }

    private static Program start(Path dir, OtlpSink sink, Samples secondsToStart)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Program agent = AgentProgram.start(dir, sink.endpoint());
        secondsToStart.add((System.nanoTime() - start) / 1e9);
        return agent;
    }

    /** An agent that reports nothing is small and means nothing. */
    private static void requireReports(OtlpSink sink) throws IOException {
        if (sink.requests().size() < 2) {
            throw new IOException("the agent sent only " + sink.requests().size() + " reports");
        }
    }

    private static List<Figure> figures(Samples secondsToStart, Samples resident, Samples cores) {
        String idle = "VmRSS every %d s while idle, exporting every 5 s".formatted(IDLE_SECONDS / READINGS);
        return List.of(
                new Figure("Agent: start", secondsToStart.text(2), "s", "from exec until its probes are attached"),
                new Figure("Agent: resident memory, idle", resident.text(1), "MB", idle),
                new Figure("Agent: processor time, idle", cores.text(4), "cores", "in the same time"));
    }

    private static void watchIdle(Program agent, Samples resident, Samples cores)
            throws IOException, InterruptedException {
        for (int i = 0; i < READINGS; i++) {
            double before = ProcessFigures.cpuSeconds(agent.handle());
            TimeUnit.SECONDS.sleep(IDLE_SECONDS / READINGS);
            resident.add(ProcessFigures.residentMegabytes(agent.handle().pid()));
            cores.add((ProcessFigures.cpuSeconds(agent.handle()) - before) * READINGS / IDLE_SECONDS);
        }
    }
}
