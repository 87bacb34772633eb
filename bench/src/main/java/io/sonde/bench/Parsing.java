// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.agent.protocol.DialogueBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What the agent pays for each request that it reads. */
final class Parsing implements Benchmark {
    private static final List<String> PROTOCOLS =
            List.of("postgresql", "postgresqlPrepared", "mysql", "redis", "memcached", "mongodb", "kafka");

    @Override
    public String name() {
        return "parsing";
    }

    @Override
    public List<Figure> measure() throws RunnerException, IOException {
        List<Figure> figures = new ArrayList<>();
        for (String protocol : PROTOCOLS) {
            figures.add(figure(protocol, JvmOptions.AGENT));
        }
        return figures;
    }

    private static Figure figure(String protocol, JvmOptions jvm) throws RunnerException, IOException {
        Samples samples = JmhRun.nanoseconds(DialogueBenchmark.class, protocol, jvm);
        return new Figure(
                "Reading: " + protocol, samples.text(1), "ns/request", "JMH; request and answer; " + jvm.words());
    }
}
