// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.diagnosis.world.Requests;
import io.sonde.diagnosis.world.Timeline;
import io.sonde.diagnosis.world.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a service did over time, in equal buckets of which the last may be cut short.
 *
 * @param stepSeconds length of a bucket
 * @param times starts of the buckets
 * @param inbound what callers sent to it
 * @param outbound what it sent to others
 * @param cpuCores CPUs that it used on average; null where that was not measured
 * @param cpuHeldBack CPUs that were kept from it by limits of its containers, on average; null where that was not measured
 */
@Answer
record TimelineAnswer(
        long stepSeconds,
        List<Instant> times,
        Direction inbound,
        Direction outbound,
        List<@Nullable Double> cpuCores,
        List<@Nullable Double> cpuHeldBack) {
    private static final long MILLIS_PER_SECOND = 1000;

    /**
     * One direction, a value for each bucket; null where nothing of the service was measured.
     *
     * @param opened connections established
     * @param failed connections that failed
     * @param active connections open at the end of the bucket
     * @param bytesSent from the source
     * @param bytesReceived by the source
     * @param retransmits segments sent again
     * @param rttSeconds mean round-trip time
     * @param requests by protocol
     */
    @Answer
    record Direction(
            List<@Nullable Long> opened,
            List<@Nullable Long> failed,
            List<@Nullable Long> active,
            List<@Nullable Long> bytesSent,
            List<@Nullable Long> bytesReceived,
            List<@Nullable Long> retransmits,
            List<@Nullable Double> rttSeconds,
            List<RequestsOverTime> requests) {}

    static TimelineAnswer of(Timeline timeline) {
        return new TimelineAnswer(
                timeline.buckets().lengthMillis() / MILLIS_PER_SECOND,
                timeline.buckets().starts(),
                direction(timeline.inbound(), timeline.inboundRequests()),
                direction(timeline.outbound(), timeline.outboundRequests()),
                timeline.cpuCores(),
                timeline.cpuHeldBack());
    }

    private static Direction direction(List<@Nullable Traffic> buckets, List<List<Requests>> requests) {
        return new Direction(
                each(buckets, Traffic::opened),
                each(buckets, traffic -> traffic.failed().total()),
                each(buckets, Traffic::active),
                each(buckets, Traffic::bytesSent),
                each(buckets, Traffic::bytesReceived),
                each(buckets, Traffic::retransmits),
                each(buckets, traffic -> traffic.rtt().seconds()),
                RequestsOverTime.of(requests, buckets));
    }

    private static <T> List<@Nullable T> each(List<@Nullable Traffic> buckets, Function<Traffic, @Nullable T> number) {
        List<@Nullable T> numbers = new ArrayList<>(buckets.size());
        for (Traffic traffic : buckets) {
            numbers.add(traffic == null ? null : number.apply(traffic));
        }
        return numbers;
    }
}
