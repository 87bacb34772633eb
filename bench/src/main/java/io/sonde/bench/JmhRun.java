// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one JMH benchmark in fresh JVMs. */
final class JmhRun {
    private static final int JVMS = 2;
    private static final int ITERATIONS = 4;
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);

    private JmhRun() {}

    /** Nanoseconds per operation: an iteration is a run. */
    static Samples nanoseconds(Class<?> benchmark, String method, JvmOptions jvm) throws RunnerException, IOException {
        Options run = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .verbosity(VerboseMode.SILENT)
                .forks(JVMS)
                .warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .jvmArgs(jvm.options().toArray(String[]::new))
                .build();
        return samples(new Runner(run).run());
    }

    private static Samples samples(Collection<RunResult> results) throws RunnerException {
        var samples = new Samples();
        for (RunResult result : results) {
            for (var fork : result.getBenchmarkResults()) {
                fork.getIterationResults()
                        .forEach(i -> samples.add(i.getPrimaryResult().getScore()));
            }
        }
        return samples;
    }
}
