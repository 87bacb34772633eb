// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much more time is spent at one place than was usual there.
 *
 * @param count spans seen during the incident
 * @param excessSeconds above what is unusual before, minus what was above it then too
 * @param certainty that this is more than the tail that there always is, 0 to 1
 * @param trail of when it began; null if it did not change
 * @param began when, as exactly as that can be told; null where it cannot
 * @param raisedShare share of spans above it, minus the share before
 */
record SlowCalls(
        SpanPlace place,
        int count,
        double excessSeconds,
        double raisedShare,
        double certainty,
        @Nullable Trail trail,
        @Nullable Began began) {
    /** Below this many spans before, nothing is known. */
    private static final int LEAST_HISTORY = 3;

    /** What is unusual is at least this much above the median. */
    private static final double LEAST_SECONDS = .005;

    private static final double LEAST_SHARE = .25;

    private static final long SLOT_MILLIS = 30_000;

    private record Usual(double high, double excess, Share share, Share apart, double dispersion) {
        static Usual of(List<Timed> before) {
            Sample sample =
                    Sample.of(before.stream().mapToDouble(Timed::seconds).toArray());
            double median = sample.median();
            double high = Math.max(sample.quantile(.95), median + Math.max(LEAST_SECONDS, LEAST_SHARE * median));
            Share share = Share.of(before.stream(), high);
            Share apart = Share.of(before.stream().filter(one -> !one.late), high);
            return new Usual(high, sample.meanExcess(high), share, apart, dispersion(before, high, share.share()));
        }

        /** Slow calls come in bursts: how many times more they scatter from slot to slot than chance would make them. */
        private static double dispersion(List<Timed> before, double high, double share) {
            Map<Long, double[]> slots = new HashMap<>();
            for (Timed one : before) {
                double[] slot = slots.computeIfAbsent(one.slot, first -> new double[2]);
                slot[0]++;
                slot[1] += one.seconds > high ? 1 : 0;
            }
            double squares = 0;
            double expected = 0;
            for (double[] slot : slots.values()) {
                squares += (slot[1] - slot[0] * share) * (slot[1] - slot[0] * share);
                expected += slot[0] * share * (1 - share);
            }
            return Math.max(1, (squares + 1) / (expected + 1));
        }
    }

    /** How many were slow, of how many. */
    private record Share(int slow, int count) {
        static Share of(Stream<Timed> all, double high) {
            int[] counts = new int[2];
            all.forEach(one -> {
                counts[0] += one.seconds > high ? 1 : 0;
                counts[1]++;
            });
            return new Share(counts[0], counts[1]);
        }

        double share() {
            return count == 0 ? 0 : (double) slow / count;
        }
    }

    /** How long something took, and in which half minute, and whether in the last moments before the alert. */
    private record Timed(double seconds, long slot, boolean late) {}

    static Map<SpanPlace, SlowCalls> of(SpanTable table, Frame frame) {
        SpanPlace[] places = new SpanPlace[table.size()];
        Map<SpanPlace, SpanPlace> shared = new HashMap<>();
        for (int at = 0; at < places.length; at++) {
            SpanPlace place = SpanPlace.of(table, at);
            SpanPlace known = shared.putIfAbsent(place, place);
            places[at] = known == null ? place : known;
        }
        Map<SpanPlace, Usual> usual = usual(table, places, frame);
        double[] excess = new double[table.size()];
        Map<Long, Map<String, Double>> waits = new HashMap<>();
        for (int at = table.firstLate(); at < excess.length; at++) {
            Usual before = usual.get(places[at]);
            excess[at] = before == null ? 0 : Math.max(0, table.ownSeconds(at) - before.high);
            String remote = places[at].remote();
            if (excess[at] > 0 && remote != null) {
                waits.computeIfAbsent(table.span(at).trace(), trace -> new HashMap<>())
                        .merge(remote, excess[at], Double::sum);
            }
        }
        return sum(table, places, excess, new Context(usual, waits));
    }

    private record Context(Map<SpanPlace, Usual> usual, Map<Long, Map<String, Double>> waits) {
        /** How long this trace waited on the way to others than this service. */
        double waitedElsewhere(long trace, String service) {
            double sum = 0;
            for (Map.Entry<String, Double> wait :
                    waits.getOrDefault(trace, Map.of()).entrySet()) {
                sum += wait.getKey().equals(service) ? 0 : wait.getValue();
            }
            return sum;
        }
    }

    private static Map<SpanPlace, Usual> usual(SpanTable table, SpanPlace[] places, Frame frame) {
        int early = 0;
        while (early < table.firstDuring() && frame.isGuarded(table.span(early).startMillis())) {
            early++;
        }
        int end = early >= table.firstDuring() / 2 ? early : table.firstDuring();
        Map<SpanPlace, List<Timed>> seconds = new HashMap<>();
        for (int at = 0; at < end; at++) {
            seconds.computeIfAbsent(places[at], place -> new ArrayList<>())
                    .add(new Timed(
                            table.ownSeconds(at), table.span(at).startMillis() / SLOT_MILLIS, table.piece(at) >= 0));
        }
        Map<SpanPlace, Usual> usual = new HashMap<>();
        seconds.forEach((place, values) -> {
            if (values.size() >= LEAST_HISTORY) {
                usual.put(place, Usual.of(values));
            }
        });
        return usual;
    }

    private static Map<SpanPlace, SlowCalls> sum(
            SpanTable table, SpanPlace[] places, double[] excess, Context context) {
        Map<SpanPlace, Sums> sums = new java.util.TreeMap<>(SpanPlace.ORDER);
        for (int at = table.firstLate(); at < excess.length; at++) {
            SpanPlace place = places[at];
            Usual usual = context.usual.get(place);
            if (usual != null) {
                double waited = place.isGap() || excess[at] == 0
                        ? 0
                        : context.waitedElsewhere(table.span(at).trace(), place.service());
                sums.computeIfAbsent(place, key -> new Sums(usual))
                        .add(table.isDuring(at), table.moment(at), Math.max(0, excess[at] - waited));
            }
        }
        Map<SpanPlace, SlowCalls> slow = new java.util.TreeMap<>(SpanPlace.ORDER);
        long[] moments = table.slots().moments();
        sums.forEach((place, sum) -> slow.put(place, sum.slow(place, moments)));
        return slow;
    }

    /** Spans and slow spans of one place: since the alert, and in the last moments before it. */
    private static final class Sums {
        private final Usual usual;
        private final int[] counts = new int[Slots.MOMENTS];
        private final int[] raisedCounts = new int[Slots.MOMENTS];
        private int count;
        private int slow;
        private double seconds;

        Sums(Usual usual) {
            this.usual = usual;
        }

        void add(boolean during, int moment, double excess) {
            int raised = excess > 0 ? 1 : 0;
            if (during) {
                count++;
                slow += raised;
                seconds += excess;
            }
            if (moment >= 0) {
                counts[moment]++;
                raisedCounts[moment] += raised;
            }
        }

        SlowCalls slow(SpanPlace place, long[] moments) {
            double more = Math.max(0, seconds - usual.excess * count);
            double share = count == 0 ? 0 : Math.max(0, (double) slow / count - usual.share.share());
            var rates = new Rates(usual.share.slow, usual.share.count, slow, count, usual.dispersion);
            double certainty = share <= 0 ? 0 : rates.certainty();
            var apart = new Rates(usual.apart.slow, usual.apart.count, slow, count, usual.dispersion);
            return new SlowCalls(
                    place,
                    count,
                    more,
                    share,
                    certainty,
                    Trail.of(apart, pieces(raisedCounts), pieces(counts)),
                    share <= 0 ? null : Began.of(rates, moments, raisedCounts, counts));
        }

        private static int[] pieces(int[] moments) {
            return Arrays.copyOf(moments, Slots.PIECES);
        }
    }
}
