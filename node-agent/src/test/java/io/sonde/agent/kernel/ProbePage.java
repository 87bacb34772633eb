// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that says which probe attaches on which kernel: a row per probe, a column per kernel. */
final class ProbePage {
    private static final String HEAD = """
            <!-- A column is written by ProbesPerKernelTest (-Dpage.update=true) on its kernel, the one of 6.1 by make test-kernel. Do not edit. -->
            # Which probe attaches on which kernel

            As seen by root on a kernel that runs: Linux 6.1 is Debian's, in an emulated machine. Where a probe does not attach, why.

            """;
    private static final String BETWEEN = " | ";
    /** Before the first kernel: probe, programs. */
    private static final int NAMES = 2;

    /** By kernel, then by probe. */
    private final NavigableMap<String, Map<String, String>> columns =
            new TreeMap<>(Comparator.comparing(ProbePage::numbers, (one, other) -> Arrays.compare(one, other)));

    static ProbePage read(List<String> lines) {
        var page = new ProbePage();
        List<List<String>> table = lines.stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                .toList();
        List<String> names = table.isEmpty() ? List.of() : table.getFirst();
        for (int column = NAMES; column < names.size(); column++) {
            int at = column;
            page.columns.put(
                    names.get(column).replace("Linux ", ""),
                    table.stream().skip(1).collect(Collectors.toMap(row -> plain(row.getFirst()), row -> row.get(at))));
        }
        return page;
    }

    private static int[] numbers(String kernel) {
        return Stream.of(kernel.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    private static String plain(String code) {
        return code.replace("`", "");
    }

    boolean has(String kernel) {
        return columns.containsKey(kernel);
    }

    void see(String kernel, List<ProbeStatus> probes) {
        columns.put(kernel, probes.stream().collect(Collectors.toMap(ProbeStatus::name, ProbePage::cell)));
    }

    private static String cell(ProbeStatus probe) {
        String reason = probe.reason().replace('|', '/').replace('\n', ' ');
        return switch (probe.state()) {
            case ATTACHED -> reason.isEmpty() ? "attached" : "attached; " + reason;
            case FAILED -> "no: " + reason;
            case OFF -> "off: " + reason;
        };
    }

    /** @param programs by probe, in the order of the page */
    String text(Map<String, List<String>> programs) {
        List<String> heads = new ArrayList<>(List.of("probe", "programs"));
        columns.navigableKeySet().forEach(kernel -> heads.add("Linux " + kernel));
        Stream<String> rows = programs.entrySet().stream().map(probe -> row(probe.getKey(), probe.getValue()));
        return Stream.concat(Stream.of(line(heads), "|" + "---|".repeat(heads.size()) + "\n"), rows)
                .collect(Collectors.joining("", HEAD, ""));
    }

    private String row(String probe, List<String> programs) {
        List<String> cells = new ArrayList<>();
        cells.add("`" + probe + "`");
        cells.add(programs.stream().map(program -> "`" + program + "`").collect(Collectors.joining(", ")));
        columns.values().forEach(column -> cells.add(column.getOrDefault(probe, "not seen yet")));
        return line(cells);
    }

    private static String line(List<String> cells) {
        return String.join(BETWEEN, cells).transform(joined -> "| " + joined + " |\n");
    }
}
