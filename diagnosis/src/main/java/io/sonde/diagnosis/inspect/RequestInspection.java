// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.inspect.Change.Kind;
import io.sonde.diagnosis.world.Requests;
import io.sonde.diagnosis.world.Trends;
import io.sonde.diagnosis.world.Trends.Stretch;
import io.sonde.diagnosis.world.Trends.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Compares requests on an edge at the end of the window with those of the five minutes before, protocol by protocol. */
final class RequestInspection {
    private static final int LEAST_STRETCHES = 3;

    /** A share of fewer says little. */
    private static final long LEAST_REQUESTS = 20;

    private static final long LEAST_FAILED = 5;
    /** Errors are part of some protocols: names that do not exist, keys that are there already. Only more of them is news. */
    private static final double FAILING_TIMES = 3;

    private static final double FAILING_MORE = 0.05;
    /** No answer at all is in no protocol the rule: this is wrong even if it always was. */
    private static final double UNANSWERED = 0.5;

    private static final double SLOWER_TIMES = 3;
    /** The slowest of fewer is chance. */
    private static final long LEAST_FOR_P99 = 200;
    /** More than a pause of a garbage collector. */
    private static final double P99_SLOWER_SECONDS = 0.3;

    private static final double P50_SLOWER_SECONDS = 0.05;
    /** From so many times the requests on, answers may well take longer without any fault. */
    private static final double SURGE_TIMES = 2.5;
    /** Who fetches waits until there is something to fetch: with less to do it takes longer. */
    private static final Set<String> WAITING = Set.of("kafka", "rabbitmq", "nats");

    private static final String DNS = "dns";

    private record Slower(double now, double usual) {
        double seconds() {
            return now - usual;
        }
    }

    private RequestInspection() {}

    static @Nullable Change failing(Trend trend, String target) {
        for (Requests now : trend.recent().requests()) {
            Change change = now.failed() < LEAST_FAILED || now.count() < LEAST_REQUESTS
                    ? null
                    : failing(now, past(trend, now.protocol()), target);
            if (change != null) {
                return change;
            }
        }
        return null;
    }

    private static @Nullable Change failing(Requests now, List<Requests> past, String target) {
        if (now.unanswered() >= now.count() * UNANSWERED) {
            String sentence = "%s of %s requests to %s are not answered (%d of %d in the last 20 s)."
                    .formatted(
                            Share.of(now.unanswered(), now.count()),
                            now.protocol(),
                            target,
                            now.unanswered(),
                            now.count());
            return new Change(Kind.FAILING_REQUESTS, sentence, 0, RequestFaults.status(now));
        }
        if (past.size() < LEAST_STRETCHES) {
            return null;
        }
        double usual = Usual.high(numbers(past, RequestInspection::failedShare));
        double share = failedShare(now);
        if (share < usual * FAILING_TIMES || share - usual < FAILING_MORE) {
            return null;
        }
        String sentence =
                "%s of %s requests to %s fail (before: %s): %d errors and %d without an answer, of %d in the last 20 s."
                        .formatted(
                                Share.of(now.failed(), now.count()),
                                now.protocol(),
                                target,
                                Figure.percent(usual),
                                now.errors(),
                                now.unanswered(),
                                now.count());
        return new Change(Kind.FAILING_REQUESTS, sentence, 0, severity(now));
    }

    /** Names that do not exist are asked for in bursts: of name servers only faults are critical. */
    private static Status severity(Requests now) {
        long failed = now.protocol().equals(DNS) ? now.faults() + now.unanswered() : now.failed();
        return RequestFaults.isMost(failed, now.count()) ? Status.CRITICAL : Status.WARNING;
    }

    static @Nullable Change slow(Trend trend, String target) {
        for (Requests now : trend.recent().requests()) {
            if (now.p99Seconds() == null || now.p99Seconds() < Trends.SLOW_SECONDS) {
                continue; // nearly all, and nothing is made for them
            }
            List<Requests> past = past(trend, now.protocol());
            if (past.size() < LEAST_STRETCHES || WAITING.contains(now.protocol()) || isMuchMore(trend, now)) {
                continue;
            }
            Slower half = slower(now, past, Requests::p50Seconds, LEAST_REQUESTS);
            if (half != null && half.seconds() >= P50_SLOWER_SECONDS) {
                return slow("Half of %s requests to %s take longer than %s (before: %s).", now, target, half);
            }
            Slower slowest = slower(now, past, Requests::p99Seconds, LEAST_FOR_P99);
            if (slowest != null && slowest.seconds() >= P99_SLOWER_SECONDS) {
                return slow(
                        "One in a hundred %s requests to %s takes longer than %s (before: %s).", now, target, slowest);
            }
        }
        return null;
    }

    private static Change slow(String sentence, Requests now, String target, Slower slower) {
        return new Change(
                Kind.SLOW_REQUESTS,
                sentence.formatted(now.protocol(), target, Figure.seconds(slower.now), Figure.seconds(slower.usual)),
                slower.seconds());
    }

    /** Null where it does not take several times what it did also in worse stretches, or too little was measured. */
    private static @Nullable Slower slower(
            Requests now, List<Requests> past, Function<Requests, @Nullable Double> quantile, long least) {
        Double seconds = quantile.apply(now);
        if (seconds == null || now.count() < least) {
            return null;
        }
        List<Double> before = new ArrayList<>();
        for (Requests requests : past) {
            Double measured = quantile.apply(requests);
            if (measured != null && requests.count() >= least) {
                before.add(measured);
            }
        }
        if (before.size() < LEAST_STRETCHES) {
            return null;
        }
        double usual =
                Usual.low(before.stream().mapToDouble(Double::doubleValue).toArray());
        return seconds < usual * SLOWER_TIMES ? null : new Slower(seconds, usual);
    }

    private static boolean isMuchMore(Trend trend, Requests now) {
        double usual = Usual.high(trend.past().stream()
                .mapToDouble(stretch -> count(stretch, now.protocol()) / stretch.seconds())
                .toArray());
        return now.count() / trend.recent().seconds() > usual * SURGE_TIMES;
    }

    private static double count(Stretch stretch, String protocol) {
        return stretch.requests().stream()
                .filter(requests -> requests.protocol().equals(protocol))
                .mapToDouble(Requests::count)
                .sum();
    }

    /** Stretches without enough requests tell nothing. */
    private static List<Requests> past(Trend trend, String protocol) {
        List<Requests> past = new ArrayList<>();
        for (Stretch stretch : trend.past()) {
            for (Requests requests : stretch.requests()) {
                if (requests.protocol().equals(protocol) && requests.count() >= LEAST_REQUESTS) {
                    past.add(requests);
                }
            }
        }
        return past;
    }

    private static double failedShare(Requests requests) {
        return (double) requests.failed() / requests.count();
    }

    private static double[] numbers(List<Requests> past, ToDoubleFunction<Requests> number) {
        return past.stream().mapToDouble(number).toArray();
    }
}
