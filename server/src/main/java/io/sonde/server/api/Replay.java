// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.api.ReplayAnswer.Difference;
import io.sonde.server.store.KeptCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is answered differently today. */
final class Replay {
    /** Less is no difference: what was late for the live world has reached the store. */
    private static final double LEAST_CONFIDENCE = .05;

    private Replay() {}

    static List<Difference> differences(KeptCause kept, KeptCause now) {
        List<Difference> differences = new ArrayList<>();
        add(differences, "conclusion", kept.conclusion(), now.conclusion());
        add(differences, "first cause", first(kept.names()), first(now.names()));
        add(differences, "its kind", first(kept.kinds()), first(now.kinds()));
        add(differences, "candidates", String.join(", ", kept.names()), String.join(", ", now.names()));
        if (!kept.confidences().isEmpty() && !now.confidences().isEmpty()) {
            double one = kept.confidences().getFirst();
            double other = now.confidences().getFirst();
            if (Math.abs(one - other) >= LEAST_CONFIDENCE) {
                differences.add(new Difference("confidence in the first", text(one), text(other)));
            }
        }
        return differences;
    }

    private static void add(List<Difference> differences, String what, String kept, String now) {
        if (!kept.equals(now)) {
            differences.add(new Difference(what, kept, now));
        }
    }

    private static String first(List<String> texts) {
        return texts.isEmpty() ? "none" : texts.getFirst();
    }

    private static String text(double confidence) {
        return String.format(Locale.ROOT, "%.2f", confidence);
    }
}
