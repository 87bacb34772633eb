// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import io.sonde.agent.kernel.RingDrainBenchmark;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What the agent pays for each kernel event before anything is done with it. */
final class RingDrain implements Benchmark {
    @Override
    public String name() {
        return "ring-drain";
    }

    @Override
    public List<Figure> measure() throws RunnerException, IOException {
        return List.of(
                figure("Ring: find a record", "read", JvmOptions.AGENT),
                figure("Ring: find a record", "read", JvmOptions.ALL_COMPILERS),
                figure("Ring: find, decode and hand on", "decode", JvmOptions.AGENT),
                figure("Ring: find, decode and hand on", "decode", JvmOptions.ALL_COMPILERS));
    }

    private static Figure figure(String what, String method, JvmOptions jvm) throws RunnerException, IOException {
        Samples samples = JmhRun.nanoseconds(RingDrainBenchmark.class, method, jvm);
        return new Figure(what, samples.text(1), "ns/event", "JMH; full ring of 1 MiB in memory; " + jvm.words());
    }
}
