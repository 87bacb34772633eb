// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one benchmark measured, as it stands on the page.
 *
 * @param benchmark its name
 * @param machine on what it was measured, and when
 */
record Section(String benchmark, String machine, List<Figure> figures) {
    private static final String HEAD = "### ";
    private static final Pattern BETWEEN_CELLS = Pattern.compile("\\s*\\|\\s*");
    private static final int CELLS = 4;

    String markdown() {
        return HEAD + benchmark + "\n\n" + machine + "\n\n" + Table.of(figures).markdown();
    }

    static List<Section> parse(String text) {
        List<Section> sections = new ArrayList<>();
        for (String part : text.split("(?m)^" + HEAD, -1)) {
            List<String> lines = part.lines().filter(line -> !line.isBlank()).toList();
            List<String> table =
                    lines.stream().filter(line -> line.startsWith("|")).toList();
            if (table.size() > 2 && !lines.getFirst().startsWith("|")) {
                // a head and a rule before the figures
                sections.add(new Section(
                        lines.getFirst().strip(),
                        lines.get(1),
                        table.stream().skip(2).map(Section::figure).toList()));
            }
        }
        return List.copyOf(sections);
    }

    private static Figure figure(String row) {
        String[] cells = BETWEEN_CELLS.split(row, CELLS + 2);
        return new Figure(cells[1], cells[2], cells[3], cells[CELLS]);
    }
}
