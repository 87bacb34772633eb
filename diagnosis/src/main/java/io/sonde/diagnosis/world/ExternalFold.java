// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins the many external ends of one service into {@code external:other}: a web server has thousands of clients, and a map
 * with each of them shows none. Those that fail and those that are busiest stay.
 */
final class ExternalFold {
    private static final String OTHER = ServiceDraft.EXTERNAL_PREFIX + Address.OTHER.text();

    private record End(String service, boolean inbound) {}

    private final Map<EdgeDraft.Key, EdgeDraft> edges;
    private final Set<String> watched;
    private final int limit;

    /**
     * @param watched services that are not external, whatever they call themselves
     * @param limit external ends that a service keeps in each direction
     */
    ExternalFold(Map<EdgeDraft.Key, EdgeDraft> edges, Set<String> watched, int limit) {
        this.edges = edges;
        this.watched = watched;
        this.limit = limit;
    }

    void apply() {
        Map<End, List<EdgeDraft>> ends = new HashMap<>();
        for (EdgeDraft edge : edges.values()) {
            EdgeDraft.Key key = edge.key();
            if (edge.isToldByTarget()) {
                ends.computeIfAbsent(new End(key.target(), true), _ -> new ArrayList<>())
                        .add(edge);
            } else if (ServiceDraft.isExternal(key.target()) && !watched.contains(key.target())) {
                ends.computeIfAbsent(new End(key.source(), false), _ -> new ArrayList<>())
                        .add(edge);
            }
        }
        ends.forEach(this::fold);
    }

    private void fold(End end, List<EdgeDraft> drafts) {
        if (drafts.size() <= limit) {
            return;
        }
        var other = end.inbound() ? new EdgeDraft.Key(OTHER, end.service()) : new EdgeDraft.Key(end.service(), OTHER);
        drafts.removeIf(draft -> draft.key().equals(other));
        drafts.sort(importance());
        for (EdgeDraft draft : drafts.subList(Math.min(limit, drafts.size()), drafts.size())) {
            edges.remove(draft.key());
            edges.computeIfAbsent(other, end.inbound() ? EdgeDraft::toldByTarget : EdgeDraft::toldBySource)
                    .join(draft);
        }
    }

    private static Comparator<EdgeDraft> importance() {
        return Comparator.comparingLong(
                        (EdgeDraft draft) -> draft.sum().toTraffic().failed().total())
                .thenComparingLong(draft -> draft.importance())
                .reversed()
                .thenComparing(EdgeDraft::key);
    }
}
