// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.Cause;
import io.sonde.diagnosis.rca.Finding;
import io.sonde.diagnosis.rca.Lead;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Answers, counted per system and group. */
final class Report {
    private static final int SHOWN_CAUSES = 4;

    private Report() {}

    static String of(List<Judged> judged) {
        Map<String, List<Judged>> groups = judged.stream()
                .collect(Collectors.groupingBy(
                        one -> one.question().dataset() + " " + one.question().group(),
                        TreeMap::new,
                        Collectors.toList()));
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-40s %5s %6s %6s %6s %11s %7s%n",
                "group",
                "cases",
                "top-1",
                "top-3",
                "top-5",
                "with kind-1",
                "silent"));
        groups.forEach((name, members) -> text.append(line(name, members)));
        double slowest = judged.stream().mapToDouble(Judged::seconds).max().orElse(0);
        text.append(String.format(Locale.ROOT, "slowest answer: %.3f s%n", slowest));
        return text.toString();
    }

    private static String line(String name, List<Judged> members) {
        boolean broken = members.getFirst().question().truth() != null;
        double silent = share(members, one -> one.claims() ? 0 : 1, 1);
        if (!broken) {
            return String.format(
                    Locale.ROOT, "%-40s %5d %6s %6s %6s %11s %7.3f%n", name, members.size(), "", "", "", "", silent);
        }
        return String.format(
                Locale.ROOT,
                "%-40s %5d %6.3f %6.3f %6.3f %11.3f %7.3f%n",
                name,
                members.size(),
                share(members, Judged::servicePlace, 1),
                share(members, Judged::servicePlace, 3),
                share(members, Judged::servicePlace, 5),
                share(members, Judged::kindPlace, 1),
                silent);
    }

    private static double share(List<Judged> members, ToIntFunction<Judged> place, int best) {
        return members.stream()
                .mapToInt(place)
                .mapToDouble(at -> at >= 1 && at <= best ? 1 : 0)
                .average()
                .orElse(0);
    }

    static String why(Judged judged) {
        Case question = judged.question();
        var text = new StringBuilder(String.format(
                "%n%s %s: %s, truth %s, place %d, began %s%n",
                question.dataset(),
                question.id(),
                judged.answer().conclusion(),
                question.truth(),
                judged.servicePlace(),
                judged.answer().began()));
        judged.answer().ranked().stream().limit(SHOWN_CAUSES).forEach(cause -> text.append(why(cause)));
        return text.toString();
    }

    private static String why(Cause cause) {
        var text = new StringBuilder(String.format(
                Locale.ROOT, "  %.3f %s %s %s%n", cause.confidence(), cause.service(), cause.kinds(), cause.path()));
        for (Finding finding : cause.evidence()) {
            text.append(String.format(
                    Locale.ROOT, "        %s %.3f %s%n", finding.part(), finding.value(), finding.sentence()));
        }
        Lead lead = cause.lead();
        if (lead != null) {
            text.append("        since ")
                    .append(lead.began().from())
                    .append(" to ")
                    .append(lead.began().to());
            text.append(lead.isPlain() ? ": " + lead.sentence(UnaryOperator.identity()) : "")
                    .append('\n');
        }
        return text.toString();
    }
}
