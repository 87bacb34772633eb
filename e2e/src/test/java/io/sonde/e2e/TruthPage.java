// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page with what programs say beside what the agent says. A run replaces its own lines: those that it skipped stay as they were. */
final class TruthPage {
    private static final Path PAGE = Path.of("..", "docs", "reference", "requests-truth.md");
    private static final String HEAD = """
            <!-- Written by the tests whose names end with TruthEndToEndTest: `make truth`. Do not edit. -->
            # Requests: what programs say, and what the agent says

            Each line is a run of a real client against a real server on one host, counted by themselves and by the agent at both ends. Errors stand behind the slash;
            what the server calls the client's mistake (HTTP's 4xx) is none of the server's.

            | protocol | client → server | told by the programs | agent at the client | agent at the server |
            |---|---|---|---|---|
            """;
    private static final String MEDIANS = """

            ## Medians

            What half of the requests stayed below, one after the other on one connection, by the client's own clock and by the agent at the client. The agent's time begins and ends with the program's system calls, the
            client's also has what it does before and after them: some microseconds in C, 10 to 25 in Go, where a request is written and its answer read by goroutines that have to be woken. Of requests that are
            answered at once that is a part; of those that take 4 ms it is next to nothing, and the test holds them within 5 %. The agent's buckets are 4.4 % wide; inside one its requests are taken to be spread evenly.

            | protocol | client → server | answered | requests | median by the client | by the agent | difference |
            |---|---|---|---|---|---|---|
            """;

    private static final int MEDIAN_CELLS = 7;

    private TruthPage() {}

    /** A line, told apart from others by its first two cells, or its first three where it tells a median. */
    record Row(List<String> cells) {
        static Row of(String... cells) {
            return new Row(List.of(cells));
        }

        @Override
        public String toString() {
            return "| " + String.join(" | ", cells) + " |\n";
        }

        boolean isMedian() {
            return cells.size() == MEDIAN_CELLS;
        }

        String key() {
            return String.join("|", cells.subList(0, isMedian() ? 3 : 2));
        }

        static Row parse(String line) {
            return of(line.substring(2, line.length() - 2).split(" \\| "));
        }
    }

    static void tell(List<Row> fresh) throws IOException {
        fresh.forEach(System.out::print);
        if (!Boolean.getBoolean("page.update")) {
            return;
        }
        Map<String, Row> counts = new TreeMap<>();
        Map<String, Row> medians = new TreeMap<>();
        List<Row> old = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| protocol |"))
                .map(Row::parse)
                .toList();
        for (List<Row> rows : List.of(old, fresh)) {
            rows.forEach(row -> (row.isMedian() ? medians : counts).put(row.key(), row));
        }
        StringBuilder page = new StringBuilder(HEAD);
        counts.values().forEach(page::append);
        if (!medians.isEmpty()) {
            page.append(MEDIANS);
            medians.values().forEach(page::append);
        }
        Files.writeString(PAGE, page);
    }
}
