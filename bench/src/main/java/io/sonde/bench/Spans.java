// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.agent.request.SpanBenchmark;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What spans cost the agent's reader, for requests that have one and for those that have none. */
final class Spans implements Benchmark {
    @Override
    public String name() {
        return "spans";
    }

    @Override
    public List<Figure> measure() throws RunnerException, IOException {
        return List.of(
                nanoseconds("off", "spans off"),
                nanoseconds("notSampled", "spans on, none of it"),
                bytes("notSampled", "spans on, none of it"),
                nanoseconds("sampled", "spans on, one of each"),
                bytes("sampled", "spans on, one of each"));
    }

    private static Figure nanoseconds(String method, String what) throws RunnerException, IOException {
        Samples samples = JmhRun.nanoseconds(SpanBenchmark.class, method, JvmOptions.AGENT);
        return figure(what, samples.text(0), "ns/request");
    }

    private static Figure bytes(String method, String what) throws RunnerException, IOException {
        Samples samples = JmhRun.bytes(SpanBenchmark.class, method, JvmOptions.AGENT);
        return figure(what, samples.text(0), "B/request");
    }

    private static Figure figure(String what, String value, String unit) {
        String how = "JMH; a statement of PostgreSQL and its answer, from the ring's bytes to what is counted; ";
        return new Figure("Counting: " + what, value, unit, how + JvmOptions.AGENT.words());
    }
}
