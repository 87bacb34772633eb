// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program: measures everything, or what {@code --only} names, and prints a table. */
public final class Bench {
    private static final List<Benchmark> ALL = List.of(
            new RingDrain(),
            new Parsing(),
            new OtlpEncode(),
            new Ingest(LoadShape.GAUGE),
            new Ingest(LoadShape.HISTOGRAM),
            new Ingest(LoadShape.SPAN),
            new Ingest(LoadShape.LOG),
            new MapScale(),
            new Agent(),
            new AgentConnections(),
            new AgentHolding(),
            new AgentProcesses(),
            new AgentTranslations(),
            new AgentEffect());

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
        String machine = Machine.describe();
        List<Figure> figures = new ArrayList<>();
        boolean failed = false;
        for (Benchmark benchmark : ALL) {
            if (arguments.asksFor(benchmark.name())) {
                failed |= !measure(benchmark, figures);
            }
        }
        String text = machine + "\n\n" + Table.of(figures).markdown();
        System.out.print(text);
        if (arguments.write()) {
            var goals = new Goals(Goal.ALL, figures);
            System.out.print("\n" + goals.markdown());
            String page = PerformancePage.write(PAGE, text, goals.markdown());
            goals.unexplained(page)
                    .forEach(name ->
                            System.err.println("say in " + PAGE + " under \"" + Goals.NOTES + "\" why: " + name));
        }
        System.exit(failed ? EXIT_FAILED : 0);
    }

    /** One that fails leaves a line that says why; the others are measured all the same. */
    private static boolean measure(Benchmark benchmark, List<Figure> figures) throws InterruptedException {
        System.err.println("measuring " + benchmark.name() + " …");
        try {
            figures.addAll(benchmark.measure());
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            System.err.println(benchmark.name() + ": " + e);
            figures.add(new Figure(benchmark.name(), "not measured", "", firstLine(e)));
            return false;
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
