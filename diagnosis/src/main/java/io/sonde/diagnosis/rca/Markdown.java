// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/** A report as one text, to be pasted wherever people talk. */
public final class Markdown {
    private Markdown() {}

    public static String of(Explanation explanation) {
        var text = new StringBuilder();
        Explanation.Report report = explanation.report();
        paragraph(text, "Summary", report.summary());
        list(text, "Timeline", report.timeline());
        list(text, "Key observations", report.observations());
        paragraph(text, "Probable cause", report.probableCause());
        list(text, "Ruled out", report.ruledOut());
        list(text, "Next steps", report.nextSteps());
        list(text, "Not seen", explanation.notSeen());
        return text.toString();
    }

    private static void paragraph(StringBuilder text, String title, String paragraph) {
        text.append("## ")
                .append(title)
                .append("\n\n")
                .append(escaped(paragraph))
                .append("\n\n");
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append("## ").append(title).append("\n\n");
        lines.forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
        text.append('\n');
    }

    /** Names are what programs call themselves. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<])", "\\\\$1");
    }
}
