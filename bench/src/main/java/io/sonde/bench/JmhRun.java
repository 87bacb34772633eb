// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one JMH benchmark in fresh JVMs. */
final class JmhRun {
    private static final int JVMS = 3;
    private static final int ITERATIONS = 5;
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);

    private JmhRun() {}

    /** Nanoseconds per operation, with the JVM options of the node agent: an iteration is a run. */
    static Samples nanoseconds(Class<?> benchmark, String method) throws RunnerException, IOException {
        List<String> options = optionsOf(Path.of("build", "launchers", "sonde-node-agent"));
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

    /** The -XX options in a launcher: collector, compilers, object headers. Its paths and variables are left out. */
    static List<String> optionsOf(Path launcher) throws IOException {
        Matcher option = Pattern.compile("-XX:[+-]?\\w+(=\\w+)?(?=[ )])").matcher(Files.readString(launcher));
        List<String> options = new ArrayList<>();
        while (option.find()) {
            options.add(option.group());
        }
        return options;
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
