// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer with everything that a reader needs to believe it, or not.
 *
 * @param suspects best first
 * @param notSeen what could not be looked at, in sentences
 */
public record Explanation(
        Answer.Conclusion conclusion,
        List<Suspect> suspects,
        List<RuledOut> ruledOut,
        List<Moment> timeline,
        Report report,
        List<String> notSeen) {
    /** The same, with something else that was not seen. */
    public Explanation with(List<String> unseen) {
        return new Explanation(conclusion, suspects, ruledOut, timeline, report, unseen);
    }

    /**
     * Who may be the cause.
     *
     * @param id of the service; of a link, what {@link #link} says counts
     * @param link the two ends where it is the network between two services
     * @param says what is wrong with it, to follow its name
     * @param path from the service that was asked about to this one; empty where nothing leads here
     * @param fixes what to do, the first thing first
     */
    public record Suspect(
            String id,
            @Nullable Call link,
            String name,
            List<FaultKind> kinds,
            double confidence,
            String says,
            String summary,
            List<Finding> evidence,
            List<PathStep> path,
            List<String> fixes) {}

    public record PathStep(String service, String name, Relation relation) {}

    /** How one service on a path belongs to the one before. */
    public enum Relation {
        ASKED,
        CALLED,
        CALLS,
        SAME_NODE
    }

    public record RuledOut(String service, String name, String why) {}

    /** @param service null where it is about none */
    public record Moment(Instant time, @Nullable String service, String sentence) {}

    /** The answer in words. */
    public record Report(
            String summary,
            List<String> timeline,
            List<String> observations,
            String probableCause,
            List<String> ruledOut,
            List<String> nextSteps) {}
}
