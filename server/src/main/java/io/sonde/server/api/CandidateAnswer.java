// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may be the cause.
 *
 * @param service id of the service; null where it is something between or beneath services
 * @param infrastructure what else it is; null where it is a service
 * @param name what it is called
 * @param kind likeliest kind of fault, as one word in lower camel case
 * @param kinds all that are possible, likeliest first
 * @param confidence 0 to 1
 * @param summary in a sentence
 * @param evidence the strongest first
 * @param path from the service that was asked about to this one; empty where nothing leads here
 * @param fixes what to do, the first thing first
 */
@Answer
record CandidateAnswer(
        @Nullable String service,
        @Nullable Infrastructure infrastructure,
        String name,
        String kind,
        List<String> kinds,
        double confidence,
        String summary,
        List<EvidenceAnswer> evidence,
        List<PathStep> path,
        List<String> fixes) {
    /**
     * Something between services.
     *
     * @param kind what it is
     * @param source id of the service at its one end
     * @param target id of the service at its other end
     */
    @Answer
    record Infrastructure(InfrastructureKind kind, String source, String target) {}

    /** What is between services. */
    @Answer
    enum InfrastructureKind {
        /** The network between two services. */
        @JsonProperty("link")
        LINK
    }

    /**
     * One reason.
     *
     * @param sentence with the figures
     * @param metric what was measured, as one word in lower camel case; empty where it is no number
     * @param unit of the numbers: s, 1/s, %, 1 (a count); empty where it is no number
     * @param before usual value; null where it is no number or nothing was measured
     * @param after value in the time of trouble
     * @param series over time; null where there is none
     * @param link page of the UI that shows it
     */
    @Answer
    record EvidenceAnswer(
            String sentence,
            String metric,
            String unit,
            @Nullable Double before,
            @Nullable Double after,
            @Nullable SeriesAnswer series,
            String link) {}

    /**
     * A series; what comes before the answer's {@code from} is what was usual.
     *
     * @param times starts of the steps
     * @param values null where nothing was measured
     */
    @Answer
    record SeriesAnswer(List<Instant> times, List<@Nullable Double> values) {}

    /**
     * A step on the way from who is hurt to who did it.
     *
     * @param service its id
     * @param name its name
     * @param relation of this one to the one before
     */
    @Answer
    record PathStep(String service, String name, Relation relation) {}

    /** How one service on a path belongs to the one before. */
    @Answer
    enum Relation {
        /** The first: it was asked about. */
        @JsonProperty("asked")
        ASKED,
        /** The one before calls it. */
        @JsonProperty("calledByPrevious")
        CALLED,
        /** It calls the one before. */
        @JsonProperty("callsPrevious")
        CALLS,
        /** It runs on the same node. */
        @JsonProperty("sameNode")
        SAME_NODE
    }
}
