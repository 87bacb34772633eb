// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;

/** Who complained first, and without blaming somebody else; where there are changes to be blamed. */
final class ChangeScorer {
    private ChangeScorer() {}

    static List<Finding> findings(ChangeFinder finder, Culprit culprit) {
        List<Finding> findings = new ArrayList<>();
        int place = 1;
        for (String service : finder.services()) {
            String sentence = place == 1 ? "is in trouble first: " + culprit.reason() : "is in trouble too";
            double value = Math.min(1, culprit.confidence()) / place++;
            findings.add(new Finding(service, Part.CHANGES, culprit.kind(), value, sentence, null));
        }
        return findings;
    }
}
