// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a watched program notices: a connection per request, the worst case, as fast as two cores allow, so that whatever
 * the agent takes is missing there. Runs with and without an agent alternate.
 */
final class AgentEffect implements Benchmark {
    private static final int PAIRS = 6;
    private static final double SECONDS = 4;

    /** The agent's start is no part of a run. */
    private static final int CALM_SECONDS = 2;

    @Override
    public String name() {
        return "agent-effect";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        var throughput = new Samples();
        var p50 = new Samples();
        var p99 = new Samples();
        int port = LoadHost.freePort();
        try (var dir = new ScratchDirectory();
                var host = new LoadHost(dir.path());
                var _ = host.serve(port)) {
            for (int pair = 0; pair < PAIRS; pair++) {
                // Which comes first alternates too: a machine that gets slower must not look like an agent.
                Storm without = pair % 2 == 0 ? run(host, port) : null;
                Storm with = watched(dir.path(), host, port);
                without = without == null ? run(host, port) : without;
                throughput.add(with.perSecond() / without.perSecond());
                p50.add((double) with.p50Micros() / without.p50Micros());
                p99.add((double) with.p99Micros() / without.p99Micros());
            }
        }
        String how =
                "with agent / without, %d alternated pairs of %.0f s; a connection per request at full speed on the cores that the agent shares"
                        .formatted(PAIRS, SECONDS);
        return List.of(
                new Figure("Watched program: throughput", throughput.text(2), "ratio", how),
                new Figure("Watched program: latency, median", p50.text(2), "ratio", "in the same runs"),
                new Figure("Watched program: latency, 99th percentile", p99.text(2), "ratio", "in the same runs"));
    }

    private static Storm run(LoadHost host, int port) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(CALM_SECONDS);
        return Storm.run(host, port, SECONDS);
    }

    private static Storm watched(Path dir, LoadHost host, int port) throws IOException, InterruptedException {
        try (var sink = new OtlpSink();
                Program _ = AgentProgram.start(dir, sink.endpoint())) {
            return run(host, port);
        }
    }
}
