// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/**
 * What was measured and told around an incident.
 *
 * @param spans rising by start
 * @param logs rising by time
 */
public record Signals(Metrics metrics, List<Span> spans, List<LogLine> logs, Changes changes) {
    public static Signals of(Metrics metrics) {
        return new Signals(metrics, List.of(), List.of(), Changes.NONE);
    }
}
