// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What the agent pays to write a point down for sending, without compression. */
final class OtlpEncode implements Benchmark {
    @Override
    public String name() {
        return "otlp-encode";
    }

    @Override
    public List<Figure> measure() throws RunnerException, IOException {
        return List.of(
                figure("OTLP: encode a counter", "sum", "JMH; requests of 1,000 points with 7 attributes"),
                figure("OTLP: encode a histogram", "histogram", "JMH; the same with 12 buckets"));
    }

    private static Figure figure(String what, String method, String how) throws RunnerException, IOException {
        Samples samples = JmhRun.nanoseconds(OtlpEncodeBenchmark.class, method, JvmOptions.AGENT);
        return new Figure(what, samples.text(0), "ns/point", how + "; " + JvmOptions.AGENT.words());
    }
}
