// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table, columns aligned so that it reads well in a terminal too. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    static Table of(List<Figure> figures) {
        var table = new Table("figure", "median (range)", "unit", "how");
        figures.forEach(figure -> table.add(figure.what(), figure.value(), figure.unit(), figure.how()));
        return table;
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
