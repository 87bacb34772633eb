// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The program: measures everything, or what {@code --only} names, and prints a table. */
public final class Bench {
    private static final List<Benchmark> ALL = List.of(
            new RingDrain(),
            new Parsing(),
            new Spans(),
            new OtlpEncode(),
            new Ingest(LoadShape.GAUGE),
            new Ingest(LoadShape.HISTOGRAM),
            new Ingest(LoadShape.SPAN),
            new Ingest(LoadShape.LOG),
            new MapScale(),
            new Anomalies(),
            new FindCause(),
            new Agent(),
            new AgentConnections(),
            new AgentHolding(),
            new AgentProcesses(),
            new AgentTranslations(),
            new AgentEffect(),
            new Overhead());

    /** Held, since the platform forgets the level of a logger that nobody holds. It would tell of each connection. */
    private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

    private static final Path PAGE = Path.of("docs", "performance.md");

    private static final int EXIT_USAGE = 2;
    private static final int EXIT_FAILED = 1;

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        GRPC_LOG.setLevel(Level.WARNING);
        Arguments arguments;
        try {
            arguments = Arguments.parse(
                    List.of(args), ALL.stream().map(Benchmark::name).toList());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_USAGE);
            return;
        }
        List<Section> measured = new ArrayList<>();
        for (Benchmark benchmark : ALL) {
            if (arguments.asksFor(benchmark.name())) {
                measured.add(measure(benchmark));
            }
        }
        measured.forEach(section -> System.out.print(section.markdown() + "\n"));
        if (arguments.write()) {
            write(measured);
        }
        boolean failed =
                measured.stream().anyMatch(section -> section.figures().stream().anyMatch(Figure::isMissing));
        System.exit(failed ? EXIT_FAILED : 0);
    }

    /** One that fails leaves a line that says why; the others are measured all the same. */
    private static Section measure(Benchmark benchmark) throws IOException, InterruptedException {
        System.err.println("measuring " + benchmark.name() + " …");
        String machine = Machine.describe();
        try {
            return new Section(benchmark.name(), machine, benchmark.measure());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            System.err.println(benchmark.name() + ": " + e);
            return new Section(benchmark.name(), machine, List.of(Figure.missing(benchmark.name(), firstLine(e))));
        }
    }

    /** What was not measured now stays as it was. */
    private static void write(List<Section> measured) throws IOException {
        List<Section> before = PerformancePage.read(PAGE);
        List<Section> sections = ALL.stream()
                .map(Benchmark::name)
                .flatMap(name -> Stream.concat(measured.stream(), before.stream())
                        .filter(section -> section.benchmark().equals(name))
                        .limit(1))
                .toList();
        var goals = new Goals(
                Goal.ALL,
                sections.stream().flatMap(section -> section.figures().stream()).toList());
        System.out.print("\n" + goals.markdown());
        String page = PerformancePage.write(PAGE, sections, goals.markdown());
        goals.unexplained(page)
                .forEach(name -> System.err.println("say in " + PAGE + " under \"" + Goals.NOTES + "\" why: " + name));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
