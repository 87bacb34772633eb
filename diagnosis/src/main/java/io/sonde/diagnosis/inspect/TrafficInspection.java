// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Failures;
import io.sonde.diagnosis.world.Traffic;
import java.util.ArrayList;
import java.util.List;

/** Judges what ran over connections to one target. */
final class TrafficInspection {
    /** Payload of a full TCP segment on Ethernet: retransmits are counted in segments, traffic in bytes. */
    private static final long SEGMENT_BYTES = 1448;

    /** Segments of a connection that carry no payload: opening, closing. */
    private static final long SEGMENTS_PER_CONNECTION = 4;

    private TrafficInspection() {}

    /** @param target how the target is called in the sentences */
    static Verdict inspect(Traffic traffic, String target) {
        return failures(traffic, target).and(resets(traffic, target)).and(retransmits(traffic, target));
    }

    private static Verdict failures(Traffic traffic, String target) {
        Failures failed = traffic.failed();
        long of = traffic.attempts();
        Status status = Threshold.NOT_ESTABLISHED.judge(failed.notEstablished(), of);
        if (status == Status.OK) {
            return Verdict.OK;
        }
        List<String> reasons = new ArrayList<>();
        addReason(reasons, failed.refused(), of, "of connections to %s were refused".formatted(target));
        addReason(reasons, failed.timedOut(), of, "of connections to %s timed out".formatted(target));
        addReason(reasons, failed.unreachable(), of, "of connections to %s found no route".formatted(target));
        addReason(reasons, failed.other(), of, "of connections to %s failed".formatted(target));
        return new Verdict(status, reasons);
    }

    private static Verdict resets(Traffic traffic, String target) {
        long reset = traffic.failed().reset();
        long of = Math.max(traffic.opened(), reset);
        Status status = Threshold.RESET.judge(reset, of);
        if (status == Status.OK) {
            return Verdict.OK;
        }
        List<String> reasons = new ArrayList<>();
        addReason(reasons, reset, of, "of connections to %s were reset by it".formatted(target));
        return new Verdict(status, reasons);
    }

    private static Verdict retransmits(Traffic traffic, String target) {
        // Of both directions: an edge that only its target reports has the target's retransmits.
        long bytes = traffic.bytesSent() + traffic.bytesReceived();
        long segments = bytes / SEGMENT_BYTES + traffic.opened() * SEGMENTS_PER_CONNECTION;
        long again = traffic.retransmits();
        Status status = Threshold.RETRANSMITTED.judge(again, segments);
        if (status == Status.OK) {
            return Verdict.OK;
        }
        String share = Share.of(again, segments);
        return Verdict.of(
                status,
                "About %s of segments to and from %s had to be sent again (%d).".formatted(share, target, again));
    }

    private static void addReason(List<String> reasons, long count, long of, String what) {
        if (count > 0) {
            reasons.add("%s %s (%d of %d).".formatted(Share.of(count, of), what, count, of));
        }
    }
}
