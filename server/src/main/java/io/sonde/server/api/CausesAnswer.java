// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked before.
 *
 * @param causes the newest first
 * @param more how many more there are than fit into this answer
 */
@Answer
record CausesAnswer(List<Kept> causes, long more) {
    /**
     * A kept answer, in short.
     *
     * @param id under which it is kept
     * @param askedAt when it was asked
     * @param service id of the service that was asked about
     * @param from start of the time of trouble
     * @param to its end, exclusive
     * @param basis where it was read
     * @param conclusion whether it stands by its first cause
     * @param cause name of the first candidate; null where there is none
     * @param kind its likeliest kind of fault; null where there is none
     * @param confidence in it, 0 to 1; null where there is none
     * @param summary in one or two sentences
     */
    @Answer
    record Kept(
            String id,
            Instant askedAt,
            String service,
            Instant from,
            Instant to,
            CauseAnswer.Basis basis,
            CauseAnswer.Conclusion conclusion,
            @Nullable String cause,
            @Nullable String kind,
            @Nullable Double confidence,
            String summary) {}
}
