// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.agent.protocol.DialogueBenchmark;
import io.sonde.agent.protocol.HttpBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What the agent pays for each request that it reads. */
final class Parsing implements Benchmark {
    private static final List<String> PROTOCOLS =
            List.of("postgresql", "postgresqlPrepared", "mysql", "redis", "memcached", "mongodb", "kafka");

    private static final List<String> WEB_PROTOCOLS = List.of("http1", "http2", "grpc", "dns", "amqp");

    @Override
    public String name() {
        return "parsing";
    }

    @Override
    public List<Figure> measure() throws RunnerException, IOException {
        List<Figure> figures = new ArrayList<>();
        for (String protocol : WEB_PROTOCOLS) {
            figures.add(figure(HttpBenchmark.class, protocol, JvmOptions.AGENT));
        }
        for (String protocol : PROTOCOLS) {
            figures.add(figure(DialogueBenchmark.class, protocol, JvmOptions.AGENT));
        }
        return figures;
    }

    private static Figure figure(Class<?> benchmark, String protocol, JvmOptions jvm)
            throws RunnerException, IOException {
        Samples samples = JmhRun.nanoseconds(benchmark, protocol, jvm);
        return new Figure(
                "Reading: " + protocol, samples.text(1), "ns/request", "JMH; request and answer; " + jvm.words());
    }
}
