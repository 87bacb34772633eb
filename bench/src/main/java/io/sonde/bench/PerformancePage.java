// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Puts figures and goals into the parts of a page that are made by the benchmarks. */
final class PerformancePage {
    static final String BEGIN = "<!-- figures: begin (made by `make bench`, do not edit) -->";
    static final String END = "<!-- figures: end -->";
    static final String BEGIN_GOALS = "<!-- goals: begin (made by `make bench`, do not edit) -->";
    static final String END_GOALS = "<!-- goals: end -->";

    private PerformancePage() {}

    /** What was measured before. */
    static List<Section> read(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        return begin < 0 || end < begin ? List.of() : Section.parse(text.substring(begin + BEGIN.length(), end));
    }

    /** Returns the page as it is then. */
    static String write(Path page, List<Section> sections, String goals) throws IOException {
        String figures = sections.stream().map(Section::markdown).collect(Collectors.joining("\n"));
        String text = Files.readString(page);
        text = replaced(page, text, BEGIN, END, figures);
        text = replaced(page, text, BEGIN_GOALS, END_GOALS, goals);
        Files.writeString(page, text);
        return text;
    }

    private static String replaced(Path page, String text, String beginLine, String endLine, String part)
            throws IOException {
        int begin = text.indexOf(beginLine);
        int end = text.indexOf(endLine);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no lines " + beginLine + " and " + endLine);
        }
        return text.substring(0, begin + beginLine.length()) + "\n" + part + "\n" + text.substring(end);
    }
}
