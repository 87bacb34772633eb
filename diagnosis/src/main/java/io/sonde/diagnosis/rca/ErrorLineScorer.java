// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lines about errors that a service did not log before, or far more rarely; the plainest of each service. */
final class ErrorLineScorer {
    private static final int LEAST_LINES = 3;

    /** Of what was logged before, so many times more is news. */
    private static final double TIMES = 3;

    /** So many more lines are worth one half. */
    private static final double HALF_LINES = 6;

    /** What was logged before, if rarely, says less than what never was. */
    private static final double KNOWN = .6;

    private static final int SHOWN_CHARS = 120;

    private ErrorLineScorer() {}

    static List<Finding> findings(Incident incident) {
        Map<String, Finding> best = new TreeMap<>();
        for (Vitals.ErrorLine line : incident.signals().metrics().vitals().errorLines()) {
            Finding found = finding(line, incident.frame());
            if (found != null) {
                best.merge(line.service(), found, (one, other) -> one.value() >= other.value() ? one : other);
            }
        }
        return List.copyOf(best.values());
    }

    private static @Nullable Finding finding(Vitals.ErrorLine line, Frame frame) {
        Sample calm = line.counts().calm(frame);
        Sample during = line.counts().during(frame);
        if (calm.isEmpty() || during.isEmpty()) {
            return null;
        }
        double usual = calm.mean() * during.size();
        double now = during.mean() * during.size();
        if (now < LEAST_LINES || now < usual * TIMES) {
            return null;
        }
        String sentence = Sentence.of(
                "logs \"%s\" %.0f times (%s)",
                line.pattern().substring(0, Math.min(SHOWN_CHARS, line.pattern().length())),
                now,
                usual == 0 ? "never before" : "usually " + Told.number(usual) + " times in such a time");
        double value = Scale.half(now - usual, HALF_LINES) * (usual == 0 ? 1 : KNOWN);
        var measured = new Measured("errorLines", "1", calm.mean(), during.mean(), line.counts(), null);
        return new Finding(line.service(), Part.LOGS, FaultKind.CODE, value, sentence, null, measured, null);
    }
}
