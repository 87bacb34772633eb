// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/**
 * What the analysis says.
 *
 * @param ranked the candidates, best first, whatever the conclusion
 * @param ruledOut who has something to be seen, but less than others explain, and why
 */
public record Answer(Conclusion conclusion, List<Cause> ranked, List<RuledOut> ruledOut) {
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
