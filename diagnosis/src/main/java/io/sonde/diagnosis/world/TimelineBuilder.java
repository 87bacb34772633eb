// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the cells of one bucket after the other into a {@link Timeline}. */
final class TimelineBuilder {
    private final Evidence evidence;
    private final Timeline.Selection selection;
    private final Buckets buckets;
    private final List<@Nullable Traffic> inbound;
    private final List<@Nullable Traffic> outbound;
    private final List<@Nullable Double> cpuCores;
    private final List<@Nullable Double> cpuHeldBack;
    private final List<List<Requests>> inboundRequests;
    private final List<List<Requests>> outboundRequests;

    TimelineBuilder(Resolution resolution, String service) {
        evidence = resolution.evidence();
        selection = resolution.selection(service);
        buckets = Buckets.of(evidence.window());
        inbound = unmeasured();
        outbound = unmeasured();
        cpuCores = unmeasured();
        cpuHeldBack = unmeasured();
        inboundRequests = new ArrayList<>(Collections.nCopies(buckets.count(), List.of()));
        outboundRequests = new ArrayList<>(Collections.nCopies(buckets.count(), List.of()));
    }

    private <T> List<@Nullable T> unmeasured() {
        var list = new ArrayList<@Nullable T>(buckets.count());
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            list.add(null);
        }
        return list;
    }

    Buckets buckets() {
        return buckets;
    }

    boolean wants(int subject) {
        return selection.wants(subject);
    }

    /** A level counts at the end of its bucket; in the last one, as in the whole window, at the end of the data. */
    void put(int bucket, Cells cells) {
        if (!selection.isMeasured(cells)) {
            return;
        }
        long freshSince = Math.min(Evidence.freshAt(buckets.bucket(bucket).toMillis()), evidence.freshSince());
        cpuCores.set(bucket, selection.cpus(cells, Measure.CPU_RUN));
        cpuHeldBack.set(bucket, selection.cpus(cells, Measure.CPU_THROTTLED));
        inboundRequests.set(bucket, selection.requests(cells, true));
        outboundRequests.set(bucket, selection.requests(cells, false));
        inbound.set(bucket, selection.traffic(cells, true, freshSince));
        outbound.set(bucket, selection.traffic(cells, false, freshSince));
    }

    Timeline timeline() {
        return new Timeline(
                buckets,
                Collections.unmodifiableList(inbound),
                Collections.unmodifiableList(outbound),
                Collections.unmodifiableList(cpuCores),
                Collections.unmodifiableList(cpuHeldBack),
                Collections.unmodifiableList(inboundRequests),
                Collections.unmodifiableList(outboundRequests));
    }
}
