// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.inspect.Change.Kind;
import io.sonde.diagnosis.world.Edge;
import io.sonde.diagnosis.world.Requests;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends.Trend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge, and what is wrong with it, whoever's fault that is. There is one of it per edge, so that it is found by a walk along the
 * edges of a service and never by looking up an edge, whose hash is that of all its numbers.
 *
 * @param trend null where it was not looked at over time
 * @param failures of its connections
 * @param faults of the answers that ran over them
 */
record Inspected(Edge edge, @Nullable Trend trend, Verdict failures, Verdict faults, List<Change> changes) {
    String source() {
        return edge.source();
    }

    String target() {
        return edge.target();
    }

    boolean fails() {
        return failures.status() != Status.OK;
    }

    List<Requests> recentRequests() {
        return trend == null ? List.of() : trend.recent().requests();
    }

    /** At the end of the window. */
    Traffic recent() {
        return trend == null ? Traffic.NONE : trend.recent().traffic();
    }

    /** Whether the target has just been answering. */
    boolean isAnswered() {
        Traffic traffic = trend == null ? edge.traffic() : recent();
        return traffic.opened() > 0 || traffic.bytesReceived() > 0;
    }

    /** Acknowledged is by the network, whatever the program behind waits for. */
    boolean isAcknowledged() {
        return recent().rtt().count() > 0;
    }

    boolean has(Kind kind) {
        for (Change change : changes) {
            if (change.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    /** Whether it keeps its source from answering. */
    boolean holdsUp() {
        return fails() || faults.status() != Status.OK || changes.stream().anyMatch(Change::delays);
    }
}
