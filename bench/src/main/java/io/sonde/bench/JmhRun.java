// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one JMH benchmark in fresh JVMs. */
final class JmhRun {
    /** The options of the node agent's launcher that decide how fast its code is. */
    static final List<String> LIKE_THE_AGENT =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1", "-Xmx48m");

    private static final int JVMS = 3;
    private static final int ITERATIONS = 5;
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);

    private JmhRun() {}

    /** Nanoseconds per operation: an iteration is a run. */
    static Samples nanoseconds(Class<?> benchmark, String method, List<String> jvmOptions) throws RunnerException {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("--sun-misc-unsafe-memory-access=allow");
        Options run = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .verbosity(VerboseMode.SILENT)
                .forks(JVMS)
                .warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .jvmArgs(options.toArray(String[]::new))
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
