// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one JMH benchmark in fresh JVMs. */
final class JmhRun {
    private static final int JVMS = 2;
    private static final int ITERATIONS = 4;
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);

    /** As JMH's profiler of the collector calls it. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhRun() {}

    /** Nanoseconds per operation: an iteration is a run. */
    static Samples nanoseconds(Class<?> benchmark, String method, JvmOptions jvm) throws RunnerException, IOException {
        return samples(new Runner(options(benchmark, method, jvm).build()).run(), IterationResult::getPrimaryResult);
    }

    /** Bytes that an operation allocates. */
    static Samples bytes(Class<?> benchmark, String method, JvmOptions jvm) throws RunnerException, IOException {
        Options run =
                options(benchmark, method, jvm).addProfiler(GCProfiler.class).build();
        return samples(
                new Runner(run).run(),
                iteration ->
                        Objects.requireNonNull(iteration.getSecondaryResults().get(ALLOCATED)));
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark, String method, JvmOptions jvm) throws IOException {
        return new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .verbosity(VerboseMode.SILENT)
                .forks(JVMS)
                .warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .jvmArgs(jvm.options().toArray(String[]::new));
    }

    private static Samples samples(Collection<RunResult> results, Function<IterationResult, Result<?>> wanted) {
        var samples = new Samples();
        for (RunResult result : results) {
            for (var fork : result.getBenchmarkResults()) {
                fork.getIterationResults()
                        .forEach(i -> samples.add(wanted.apply(i).getScore()));
            }
        }
        return samples;
    }
}
