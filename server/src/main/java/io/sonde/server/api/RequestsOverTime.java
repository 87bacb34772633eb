// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.world.Requests;
import io.sonde.diagnosis.world.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one protocol, a value for each bucket; null where nothing of the service was measured.
 *
 * @param protocol http, grpc, postgresql, …
 * @param count requests
 * @param errors requests answered with an error
 * @param unanswered requests without an answer
 * @param p50Seconds half of the answers did not take longer; null where no duration is known
 * @param p99Seconds all but one in a hundred answers did not take longer
 */
@Answer
record RequestsOverTime(
        String protocol,
        List<@Nullable Long> count,
        List<@Nullable Long> errors,
        List<@Nullable Long> unanswered,
        List<@Nullable Double> p50Seconds,
        List<@Nullable Double> p99Seconds) {
    /** @param measured null for a bucket in which nothing of the service was measured */
    static List<RequestsOverTime> of(List<List<Requests>> buckets, List<@Nullable Traffic> measured) {
        var protocols = new TreeSet<String>();
        buckets.forEach(bucket -> bucket.forEach(requests -> protocols.add(requests.protocol())));
        return protocols.stream()
                .map(protocol -> of(protocol, inEach(protocol, buckets, measured)))
                .toList();
    }

    private static RequestsOverTime of(String protocol, List<@Nullable Requests> buckets) {
        return new RequestsOverTime(
                protocol,
                each(buckets, Requests::count),
                each(buckets, Requests::errors),
                each(buckets, Requests::unanswered),
                each(buckets, Requests::p50Seconds),
                each(buckets, Requests::p99Seconds));
    }

    private static List<@Nullable Requests> inEach(
            String protocol, List<List<Requests>> buckets, List<@Nullable Traffic> measured) {
        var none = new Requests(protocol, 0, 0, 0, null, null);
        var ofProtocol = new ArrayList<@Nullable Requests>(buckets.size());
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            ofProtocol.add(measured.get(bucket) == null ? null : none);
            for (Requests requests : buckets.get(bucket)) {
                if (requests.protocol().equals(protocol)) {
                    ofProtocol.set(bucket, requests);
                }
            }
        }
        return ofProtocol;
    }

    private static <T> List<@Nullable T> each(
            List<@Nullable Requests> buckets, Function<Requests, @Nullable T> number) {
        var numbers = new ArrayList<@Nullable T>(buckets.size());
        for (Requests requests : buckets) {
            numbers.add(requests == null ? null : number.apply(requests));
        }
        return numbers;
    }
}
