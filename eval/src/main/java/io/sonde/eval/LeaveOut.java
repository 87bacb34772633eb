// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import io.sonde.diagnosis.rca.CauseFinder;
import io.sonde.diagnosis.rca.Part;
import io.sonde.diagnosis.rca.Weights;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What becomes of data that the constants were not chosen with: each data set, and each group of faults, is left out in turn, the
 * constants are chosen on the rest, from a grid, and the part left out is judged with them.
 */
final class LeaveOut {
    private static final double[] CLAIMS = {.2, .25, .3, .35, .4};
    private static final double ALIKE = 1e-9;
    private static final double[] TRUSTS = {.6, .8, 1};

    private final List<Ablation.Looked> looked;
    private final List<Weights> grid = new ArrayList<>();

    /** Of each of the grid, which cases it is right in: the true service first, or silence. */
    private final List<BitSet> right = new ArrayList<>();

    private final BitSet usual;

    LeaveOut(List<Ablation.Looked> looked) {
        this.looked = looked;
        this.usual = right(new CauseFinder());
        for (double claim : CLAIMS) {
            for (double logs : TRUSTS) {
                for (double shape : TRUSTS) {
                    for (double edge : TRUSTS) {
                        add(Weights.DEFAULT
                                .claimingFrom(claim)
                                .trusting(Part.LOGS, logs)
                                .trusting(Part.SHAPE, shape)
                                .trusting(Part.EDGE, edge));
                    }
                }
            }
        }
    }

    private void add(Weights weights) {
        grid.add(weights);
        right.add(right(new CauseFinder(Part.all(), weights)));
    }

    private BitSet right(CauseFinder finder) {
        var right = new BitSet();
        for (int i = 0; i < looked.size(); i++) {
            Judged one = looked.get(i).judged(finder);
            right.set(i, Share.isBroken(one) ? one.servicePlace() == 1 : !one.claims());
        }
        return right;
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%-45s %5s %9s %13s   %s%n",
                "left out",
                "cases",
                "as it is",
                "chosen without",
                "claim, trust in logs, shape, edge");
        print(one -> one.question().dataset());
        print(one -> one.question().dataset() + ": " + one.question().group());
    }

    private void print(Function<Ablation.Looked, String> group) {
        Map<String, BitSet> groups = members(group);
        groups.forEach((name, members) -> {
            var rest = new BitSet();
            rest.set(0, looked.size());
            rest.andNot(members);
            int chosen = best(rest);
            Weights with = grid.get(chosen);
            System.out.printf(
                    Locale.ROOT,
                    "%-45s %5d %9.3f %13.3f   %.2f, %.1f, %.1f, %.1f%n",
                    name,
                    members.cardinality(),
                    share(members, usual),
                    share(members, right.get(chosen)),
                    with.leastClaim(),
                    with.trust().getOrDefault(Part.LOGS, 0.0),
                    with.trust().getOrDefault(Part.SHAPE, 0.0),
                    with.trust().getOrDefault(Part.EDGE, 0.0));
        });
    }

    private Map<String, BitSet> members(Function<Ablation.Looked, String> group) {
        Map<String, BitSet> groups = new TreeMap<>();
        for (int i = 0; i < looked.size(); i++) {
            groups.computeIfAbsent(group.apply(looked.get(i)), name -> new BitSet())
                    .set(i);
        }
        return groups;
    }

    /** The one that is right most often; of equals the one in the middle of them, not at an edge. */
    private int best(BitSet rest) {
        List<Double> values = right.stream().map(one -> balanced(rest, one)).toList();
        double most = values.stream().mapToDouble(value -> value).max().orElse(0);
        List<Integer> equals = IntStream.range(0, values.size())
                .filter(i -> values.get(i) >= most - ALIKE)
                .boxed()
                .toList();
        return equals.get(equals.size() / 2);
    }

    /** The mean over the data sets, so that a large one does not decide alone. */
    private double balanced(BitSet rest, BitSet right) {
        return members(one -> one.question().dataset()).values().stream()
                .peek(members -> members.and(rest))
                .filter(members -> !members.isEmpty())
                .mapToDouble(members -> share(members, right))
                .average()
                .orElse(0);
    }

    private static double share(BitSet members, BitSet right) {
        var both = (BitSet) members.clone();
        both.and(right);
        return (double) both.cardinality() / members.cardinality();
    }
}
