// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.otlp.OtlpSink;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a connection costs the agent whose address is translated on the way, beside one that is tracked and not translated. */
final class AgentTranslations implements Benchmark {
    private static final int PAIRS = 4;
    private static final double SECONDS = 4;
    private static final int CALM_SECONDS = 1;

    @Override
    public String name() {
        return "agent-translations";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        int port = LoadHost.freePort();
        int virtual = LoadHost.freePort();
        var plain = new Samples();
        var translated = new Samples();
        long connections = 0;
        try (var dir = new ScratchDirectory();
                var host = new LoadHost(dir.path());
                var _ = host.serve(port);
                var sink = new OtlpSink()) {
            host.redirect(virtual, port);
            try (Program agent = AgentProgram.start(dir.path(), sink.endpoint())) {
                Storm.run(host, port, SECONDS);
                for (int pair = 0; pair < PAIRS; pair++) {
                    millisPerThousand(agent, host, port, plain);
                    connections += millisPerThousand(agent, host, virtual, translated);
                }
            }
            var told = new Told(sink);
            String how =
                    "%d alternated pairs of %.0f s at full speed, both tracked by the kernel; of %,d to the redirected port %,d were told with their real one; lost: %s"
                            .formatted(
                                    PAIRS,
                                    SECONDS,
                                    connections,
                                    told.sum(
                                            Metric.SONDE_TCP_CONNECTIONS_OPENED,
                                            Attribute.DESTINATION_PORT,
                                            String.valueOf(port)),
                                    told.lost());
            return List.of(
                    new Figure("Agent: 1,000 connections, tracked", plain.text(2), "ms", how),
                    new Figure("Agent: 1,000 connections, translated", translated.text(2), "ms", "in the same time"),
                    new Figure(
                            "Agent: what translation adds",
                            String.format(Locale.ROOT, "%.2f", translated.median() - plain.median()),
                            "ms/1,000",
                            "difference of the medians"));
        }
    }

    private static long millisPerThousand(Program agent, LoadHost host, int port, Samples into)
            throws IOException, InterruptedException {
        double before = ProcessFigures.cpuSeconds(agent.handle());
        Storm storm = Storm.run(host, port, SECONDS);
        TimeUnit.SECONDS.sleep(CALM_SECONDS);
        into.add((ProcessFigures.cpuSeconds(agent.handle()) - before) / storm.connections() * 1e6);
        return storm.connections();
    }
}
