// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.CauseFinder;
import io.sonde.diagnosis.rca.Part;
import io.sonde.diagnosis.rca.Weights;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What each part is worth: left out, and alone. Incidents are looked at once, and weighed as often as asked. */
final class Ablation {
    private final List<Looked> looked;

    private Ablation(List<Looked> looked) {
        this.looked = looked;
    }

    /** A case, and what was found in it. */
    record Looked(Case question, CauseFinder.Findings findings) {
        Judged judged(CauseFinder finder) {
            return new Judged(question, finder.weigh(Judged.SYMPTOM_UNKNOWN, findings), 0);
        }
    }

    static List<Looked> look(List<Case> cases) {
        return look(cases, new CauseFinder());
    }

    private static List<Looked> look(List<Case> cases, CauseFinder finder) {
        List<Looked> looked = new ArrayList<>();
        for (Case question : cases) {
            looked.add(new Looked(question, finder.look(question.incident().get())));
        }
        return looked;
    }

    static void print(List<Case> cases) {
        var ablation = new Ablation(look(cases));
        System.out.println(
                "parts in use                first of faults   with kind   first three   silent where nothing is broken");
        ablation.line("all", Part.all());
        for (Part part : Part.values()) {
            Set<Part> rest = EnumSet.complementOf(EnumSet.of(part));
            // When it began decides what is looked at, not only what is weighed.
            Ablation other =
                    part == Part.ONSET ? new Ablation(look(cases, new CauseFinder(rest, Weights.DEFAULT))) : ablation;
            other.line("without " + name(part), rest);
        }
        for (Part part : Part.values()) {
            if (part.isScorer()) {
                ablation.line("only " + name(part), EnumSet.of(part, Part.EXPLAIN, Part.DEPTH));
            }
        }
    }

    private void line(String name, Set<Part> parts) {
        var finder = new CauseFinder(parts, Weights.DEFAULT);
        List<Judged> judged = looked.stream().map(one -> one.judged(finder)).toList();
        System.out.printf(
                Locale.ROOT,
                "%-28s %15.3f %11.3f %13.3f %32.3f%n",
                name,
                Share.of(judged, Share::isBroken, one -> one.servicePlace() == 1),
                Share.of(judged, Share::isBroken, one -> one.kindPlace() == 1),
                Share.of(judged, Share::isBroken, one -> one.servicePlace() >= 1 && one.servicePlace() <= 3),
                Share.of(judged, one -> !Share.isBroken(one), one -> !one.claims()));
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
