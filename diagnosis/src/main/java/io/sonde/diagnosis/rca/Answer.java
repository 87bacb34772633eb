// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis says.
 *
 * @param ranked the candidates, best first, whatever the conclusion
 * @param ruledOut who has something to be seen, but less than others explain, and why
 * @param change null where nothing is known of changes
 * @param began when the trouble began, as far as the signals tell: the time of the alert, or before it
 */
public record Answer(
        Conclusion conclusion,
        List<Cause> ranked,
        List<RuledOut> ruledOut,
        @Nullable Change change,
        Instant began) {
    /** The change that did it, or what else, and whom it drags down. */
    public record Change(Culprit culprit, List<String> dragged) {}

    /** Whether it stands by its first candidate. */
    public enum Conclusion {
        CAUSE,
        /** Something is wrong; nothing points at somebody clearly enough. */
        INCONCLUSIVE,
        NO_FAULT
    }

    /** A service that is not the cause, and why. */
    public record RuledOut(String service, String reason) {}
}
