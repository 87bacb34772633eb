// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.Course;
import java.util.List;

/**
 * What was measured and told around an incident.
 *
 * @param spans rising by start
 * @param logs rising by time
 * @param course how everything did, where Sonde itself measured it
 */
public record Signals(Metrics metrics, List<Span> spans, List<LogLine> logs, Changes changes, Course course) {
    public Signals(Metrics metrics, List<Span> spans, List<LogLine> logs, Changes changes) {
        this(metrics, spans, logs, changes, Course.NONE);
    }

    public static Signals of(Metrics metrics) {
        return new Signals(metrics, List.of(), List.of(), Changes.NONE);
    }
}
