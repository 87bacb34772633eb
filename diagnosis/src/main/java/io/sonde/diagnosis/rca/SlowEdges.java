// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which end of slow calls is to blame. */
final class SlowEdges {
    /** From this share of slow calls on, a callee counts as slow. */
    private static final double SLOW_SHARE = .3;

    /** A caller is to blame whose calls altogether are nearly as slow as those to this callee. */
    private static final double ALIKE = .8;

    private final Map<String, List<SlowCalls>> to = new HashMap<>();
    private final Map<String, List<SlowCalls>> from = new HashMap<>();

    SlowEdges(Map<SpanPlace, SlowCalls> all) {
        all.forEach((place, calls) -> {
            String remote = place.remote();
            if (remote != null) {
                from.computeIfAbsent(place.service(), service -> new ArrayList<>())
                        .add(calls);
                to.computeIfAbsent(remote, service -> new ArrayList<>()).add(calls);
            }
        });
    }

    /** The callee, or the caller if it waits for several callees alike. */
    String blamed(SpanPlace gap) {
        String callee = gap.remote();
        if (callee == null) {
            throw new IllegalArgumentException("BUG: no gap: " + gap);
        }
        List<SlowCalls> out = from.getOrDefault(gap.service(), List.of());
        long slow =
                out.stream().filter(calls -> calls.raisedShare() > SLOW_SHARE).count();
        return slow >= 2 && share(out) >= ALIKE * share(to.getOrDefault(callee, List.of())) ? gap.service() : callee;
    }

    private static double share(List<SlowCalls> all) {
        double count = all.stream().mapToInt(SlowCalls::count).sum();
        return count == 0
                ? 0
                : all.stream()
                                .mapToDouble(calls -> calls.raisedShare() * calls.count())
                                .sum()
                        / count;
    }
}
