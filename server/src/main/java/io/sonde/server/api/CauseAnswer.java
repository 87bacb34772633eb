// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a service was in trouble, as far as it can be told.
 *
 * @param id under which it is kept; empty where the store did not take it
 * @param askedAt when it was asked
 * @param service id of the service that was asked about
 * @param serviceName its name
 * @param from start of the time of trouble, widened to whole steps
 * @param to its end, exclusive
 * @param comparedFrom from here to {@code from} is what it was compared with
 * @param stepSeconds length of a step of the series
 * @param basis where it was read
 * @param conclusion whether it stands by its first cause
 * @param causes candidates, likeliest first, whatever the conclusion
 * @param ruledOut who shows something and is not the cause
 * @param timeline what happened, the earliest first
 * @param report the same for a reader
 * @param notSeen what could not be looked at, in sentences
 */
@Answer
record CauseAnswer(
        String id,
        Instant askedAt,
        String service,
        String serviceName,
        Instant from,
        Instant to,
        Instant comparedFrom,
        long stepSeconds,
        Basis basis,
        Conclusion conclusion,
        List<CandidateAnswer> causes,
        List<RuledOut> ruledOut,
        List<Moment> timeline,
        ReportAnswer report,
        List<String> notSeen) {
    /** Where the past was read. */
    @Answer
    enum Basis {
        @JsonProperty("live")
        LIVE,
        @JsonProperty("store")
        STORE
    }

    /** What can be said. */
    @Answer
    enum Conclusion {
        @JsonProperty("cause")
        CAUSE,
        @JsonProperty("inconclusive")
        INCONCLUSIVE,
        @JsonProperty("noFault")
        NO_FAULT
    }

    /**
     * Who is not the cause, and why.
     *
     * @param service its id
     * @param name its name
     * @param why in a sentence
     */
    @Answer
    record RuledOut(String service, String name, String why) {}

    /**
     * Something that happened.
     *
     * @param time start of the step in which it was first seen
     * @param service id of the service that it is about; null where it is about none
     * @param sentence what happened
     */
    @Answer
    record Moment(Instant time, @Nullable String service, String sentence) {}

    /**
     * The answer in words.
     *
     * @param summary in one or two sentences
     * @param timeline what happened when
     * @param observations what was measured
     * @param probableCause who did it and why it is thought so; or that this cannot be told
     * @param ruledOut who is not the cause
     * @param nextSteps what to do, the first thing first
     * @param markdown all of it as one text
     */
    @Answer
    record ReportAnswer(
            String summary,
            List<String> timeline,
            List<String> observations,
            String probableCause,
            List<String> ruledOut,
            List<String> nextSteps,
            String markdown) {}
}
