// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.util.ArrayList;
import java.util.List;

/** The goals beside what was measured. Why one is missed is written by hand, in a part of the page that no benchmark touches. */
final class Goals {
    /** Where the reasons stand: a line that begins with the name of the figure in bold letters. */
    static final String NOTES = "## Goals that are missed, and why";

    private static final String NOTES_LINK = "#goals-that-are-missed-and-why";

    private final List<Goal> goals;
    private final List<Figure> figures;

    Goals(List<Goal> goals, List<Figure> figures) {
        this.goals = goals;
        this.figures = figures;
    }

    String markdown() {
        var table = new Table("figure", "goal", "measured", "");
        for (Goal goal : goals) {
            Figure figure = figure(goal);
            table.add(
                    goal.figure(),
                    goal.text(),
                    figure.value(),
                    goal.isMetBy(figure) ? "met" : "[missed](" + NOTES_LINK + ")");
        }
        return table.markdown();
    }

    /** The figures that miss their goal without a word about it on the page. */
    List<String> unexplained(String page) {
        int from = page.indexOf(NOTES);
        String notes = from < 0 ? "" : page.substring(from);
        List<String> names = new ArrayList<>();
        for (Goal goal : goals) {
            if (!goal.isMetBy(figure(goal)) && !notes.contains("**" + goal.figure() + "**")) {
                names.add(goal.figure());
            }
        }
        return names;
    }

    private Figure figure(Goal goal) {
        return figures.stream()
                .filter(figure -> figure.what().equals(goal.figure()))
                .findFirst()
                .orElse(Figure.missing(goal.figure(), ""));
    }
}
