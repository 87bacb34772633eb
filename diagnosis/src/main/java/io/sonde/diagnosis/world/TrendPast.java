// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import io.sonde.diagnosis.world.Trends.Stretch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The past of all edges, as it was found for one end of a window. While the steps at that end fill, it stays the same, unless values
 * came late or turned out to belong to another edge.
 */
final class TrendPast {
    private final long toMillis;
    private final List<PackedCells> parts;
    private final BitSet present;
    private final List<Kept> edges = new ArrayList<>();

    /** An edge that was looked at, {@code measured} with how long its requests took; the past is null where nothing ran over it. */
    private record Kept(
            EdgeDraft.Key key,
            List<Integer> subjects,
            SortedMap<String, List<Integer>> requests,
            boolean measured,
            @Nullable List<Stretch> past) {}

    /**
     * @param parts all that it was read from
     * @param present the subjects that stand in these
     */
    TrendPast(long toMillis, List<PackedCells> parts, BitSet present) {
        this.toMillis = toMillis;
        this.parts = parts;
        this.present = present;
    }

    /** Those of an edge; in the order of their keys. */
    void add(EdgeDraft edge, boolean measured, @Nullable List<Stretch> past) {
        edges.add(new Kept(edge.key(), edge.subjects(), edge.requests(), measured, past));
    }

    long toMillis() {
        return toMillis;
    }

    boolean isOf(long end, List<PackedCells> all) {
        return toMillis == end && parts.equals(all);
    }

    /**
     * For each of these edges, which stand in the order of their keys; null where one is made of other subjects than it was then.
     *
     * @param wanted whether it is asked how long requests on an edge took
     */
    @Nullable
    List<@Nullable List<Stretch>> of(List<EdgeDraft> now, Predicate<EdgeDraft> wanted) {
        var found = new ArrayList<@Nullable List<Stretch>>(now.size());
        int at = 0;
        for (EdgeDraft edge : now) {
            while (at < edges.size() && edges.get(at).key.compareTo(edge.key()) < 0) {
                at++;
            }
            Kept kept = at < edges.size() ? edges.get(at) : null;
            if (kept == null || !kept.key.equals(edge.key())) {
                if (isPresent(edge)) {
                    return null;
                }
                found.add(null);
            } else if (isStill(kept, edge, wanted.test(edge))) {
                found.add(kept.past);
            } else {
                return null;
            }
        }
        return found;
    }

    private boolean isStill(Kept kept, EdgeDraft edge, boolean wanted) {
        return (kept.measured || !wanted)
                && (kept.subjects.equals(edge.subjects())
                        || present(kept.subjects).equals(present(edge.subjects())))
                && (kept.requests.equals(edge.requests())
                        || present(kept.requests).equals(present(edge.requests())));
    }

    private boolean isPresent(EdgeDraft edge) {
        return !present(edge.subjects()).isEmpty() || !present(edge.requests()).isEmpty();
    }

    private List<Integer> present(List<Integer> subjects) {
        return subjects.stream().filter(present::get).toList();
    }

    private Map<String, List<Integer>> present(Map<String, List<Integer>> requests) {
        Map<String, List<Integer>> all = new TreeMap<>();
        requests.forEach((protocol, subjects) -> {
            List<Integer> some = present(subjects);
            if (!some.isEmpty()) {
                all.put(protocol, some);
            }
        });
        return all;
    }
}
