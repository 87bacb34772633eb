// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.world.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one protocol on an edge.
 *
 * @param protocol http, grpc, postgresql, …
 * @param count requests
 * @param errors requests answered with an error
 * @param unanswered requests without an answer: it took too long, or the connection ended
 * @param p50Seconds half of the answers did not take longer; null where no duration is known
 * @param p99Seconds all but one in a hundred answers did not take longer
 */
@Answer
record RequestsAnswer(
        String protocol,
        long count,
        long errors,
        long unanswered,
        @Nullable Double p50Seconds,
        @Nullable Double p99Seconds) {
    static List<RequestsAnswer> of(List<Requests> requests) {
        return requests.stream().map(RequestsAnswer::of).toList();
    }

    /** Of several callers. Quantiles cannot be added up: nobody's are longer than the longest. */
    RequestsAnswer plus(RequestsAnswer other) {
        return new RequestsAnswer(
                protocol,
                count + other.count,
                errors + other.errors,
                unanswered + other.unanswered,
                longer(p50Seconds, other.p50Seconds),
                longer(p99Seconds, other.p99Seconds));
    }

    private static @Nullable Double longer(@Nullable Double one, @Nullable Double other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    private static RequestsAnswer of(Requests requests) {
        return new RequestsAnswer(
                requests.protocol(),
                requests.count(),
                requests.errors(),
                requests.unanswered(),
                requests.p50Seconds(),
                requests.p99Seconds());
    }
}
