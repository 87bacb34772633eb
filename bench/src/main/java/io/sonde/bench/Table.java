// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures as a Markdown table, columns aligned so that it reads well in a terminal too. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table() {
        rows.add(List.of("figure", "median (range)", "unit", "how"));
    }

    void add(Figure figure) {
        rows.add(List.of(figure.what(), figure.value(), figure.unit(), figure.how()));
    }

    String markdown() {
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            text.append('|');
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                text.append(' ')
                        .append(cell)
                        .repeat(' ', width(column) - cell.length())
                        .append(" |");
            }
            text.append('\n');
            if (i == 0) {
                appendRule(text);
            }
        }
        return text.toString();
    }

    private void appendRule(StringBuilder text) {
        for (int column = 0; column < rows.getFirst().size(); column++) {
            text.append('|').repeat('-', width(column) + 2);
        }
        text.append("|\n");
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
