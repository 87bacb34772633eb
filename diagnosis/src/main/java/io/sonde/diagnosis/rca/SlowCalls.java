// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much more time is spent at one place than was usual there.
 *
 * @param count spans seen during the incident
 * @param excessSeconds above what is unusual before, minus what was above it then too
 * @param certainty that this is more than the tail that there always is, 0 to 1
 * @param raisedShare share of spans above it, minus the share before
 */
record SlowCalls(SpanPlace place, int count, double excessSeconds, double raisedShare, double certainty) {
    /** Below this many spans before, nothing is known. */
    private static final int LEAST_HISTORY = 3;

    /** What is unusual is at least this much above the median. */
    private static final double LEAST_SECONDS = .005;

    private static final double LEAST_SHARE = .25;

    private static final long SLOT_MILLIS = 30_000;

    private record Usual(double high, double excess, double share, int count, double dispersion) {
        static Usual of(List<Timed> before) {
            Sample sample =
                    Sample.of(before.stream().mapToDouble(Timed::seconds).toArray());
            double median = sample.median();
            double high = Math.max(sample.quantile(.95), median + Math.max(LEAST_SECONDS, LEAST_SHARE * median));
            double share = sample.share(high);
            return new Usual(high, sample.meanExcess(high), share, sample.size(), dispersion(before, high, share));
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

    /** How long something took, and in which half minute. */
    private record Timed(double seconds, long slot) {}

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
        for (int at = table.firstDuring(); at < excess.length; at++) {
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
                    .add(new Timed(table.ownSeconds(at), table.span(at).startMillis() / SLOT_MILLIS));
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
        Map<SpanPlace, double[]> sums = new HashMap<>();
        for (int at = table.firstDuring(); at < excess.length; at++) {
            SpanPlace place = places[at];
            if (!context.usual.containsKey(place)) {
                continue;
            }
            double own = place.isGap() || excess[at] == 0
                    ? excess[at]
                    : Math.max(
                            0,
                            excess[at] - context.waitedElsewhere(table.span(at).trace(), place.service()));
            double[] sum = sums.computeIfAbsent(place, key -> new double[3]);
            sum[0]++;
            sum[1] += own;
            sum[2] += own > 0 ? 1 : 0;
        }
        Map<SpanPlace, SlowCalls> slow = new java.util.TreeMap<>(SpanPlace.ORDER);
        sums.forEach((place, sum) -> {
            Usual usual = context.usual.get(place);
            double more = usual == null ? 0 : Math.max(0, sum[1] - usual.excess * sum[0]);
            double share = usual == null ? 0 : Math.max(0, sum[2] / sum[0] - usual.share);
            double certainty = usual == null || share <= 0
                    ? 0
                    : new Rates(usual.share * usual.count, usual.count, sum[2], sum[0], usual.dispersion).certainty();
            slow.put(place, new SlowCalls(place, (int) sum[0], more, share, certainty));
        });
        return slow;
    }
}
