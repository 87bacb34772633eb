// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
                measured.add(measure(benchmark, arguments.write()));
            }
        }
        measured.forEach(section -> System.out.print(section.markdown() + "\n"));
        if (arguments.write()) {
            Goals goals = write(measured);
            System.out.print("\n" + goals.markdown());
            goals.unexplained(Files.readString(PAGE))
                    .forEach(name ->
                            System.err.println("say in " + PAGE + " under \"" + Goals.NOTES + "\" why: " + name));
        }
        boolean failed =
                measured.stream().anyMatch(section -> section.figures().stream().anyMatch(Figure::isMissing));
        System.exit(failed ? EXIT_FAILED : 0);
    }

    /** One that fails leaves a line that says why, after what it measured before; the others are measured all the same. */
    private static Section measure(Benchmark benchmark, boolean write) throws IOException, InterruptedException {
        System.err.println("measuring " + benchmark.name() + " …");
        String machine = Machine.describe();
        List<Figure> known = new ArrayList<>();
        try {
            benchmark.measure(more -> {
                known.addAll(more);
                more.forEach(figure -> System.err.println(figure.what() + ": " + figure.value() + " " + figure.unit()));
                if (write) {
                    keep(new Section(benchmark.name(), machine, known));
                }
            });
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            System.err.println(benchmark.name() + ": " + e);
            known.add(Figure.missing(benchmark.name(), firstLine(e)));
        }
        return new Section(benchmark.name(), machine, List.copyOf(known));
    }

    /** So that what is known is not lost when somebody gives up on the rest. */
    private static void keep(Section section) {
        try {
            write(List.of(section));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was not measured now stays as it was. */
    private static Goals write(List<Section> measured) throws IOException {
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
        PerformancePage.write(PAGE, sections, goals.markdown());
        return goals;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
