// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.inspect.Change.Kind;
import io.sonde.diagnosis.world.Mean;
import io.sonde.diagnosis.world.Traffic;
import io.sonde.diagnosis.world.Trends.Stretch;
import io.sonde.diagnosis.world.Trends.Trend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares the end of a window with the five minutes before, edge by edge. */
final class ChangeInspection {
    /** Connections of a pool live long and end by its rules; shorter ones carry a request or a few. */
    private static final double REQUEST_SECONDS = 2;

    private static final double SLOWER_TIMES = 3;
    private static final double SLOWER_SECONDS = 0.2;
    private static final double FARTHER_TIMES = 5;
    /** More than an acknowledgement that is held back (40 ms). */
    private static final double FARTHER_SECONDS = 0.05;
    /** A mean of fewer says little. */
    private static final long LEAST_SAMPLES = 3;

    private static final int LEAST_STRETCHES = 2;
    private static final int LEAST_STRETCHES_OF_RATES = 3;

    /** Per stretch: by chance, not one in ten thousand stretches is then empty. */
    private static final double STEADY_ATTEMPTS = 10;

    private static final double STEADY_BYTES_PER_SECOND = 25;
    private static final long LEAST_HELD = 2;
    private static final double SURGE_TIMES = 4;
    private static final double SURGE_PER_SECOND = 5;

    private ChangeInspection() {}

    static List<Change> inspect(Trend trend, String source, String target) {
        List<Change> changes = with(List.of(), slower(trend, target));
        changes = with(changes, farther(trend, target));
        changes = with(changes, silent(trend, source, target));
        changes = with(changes, RequestInspection.slow(trend, target));
        changes = with(changes, RequestInspection.failing(trend, target));
        changes = with(changes, stuck(trend, source, target));
        return with(changes, surge(trend, source, target));
    }

    /** Nearly always there is none, and nothing is made for it. */
    private static List<Change> with(List<Change> changes, @Nullable Change more) {
        if (more == null) {
            return changes;
        }
        List<Change> all = new ArrayList<>(changes);
        all.add(more);
        return all;
    }

    private static @Nullable Change slower(Trend trend, String target) {
        Double now = seconds(trend.recent().traffic().duration());
        if (now == null || now < SLOWER_SECONDS) {
            return null;
        }
        double usual = usual(trend.past(), Traffic::duration);
        if (Double.isNaN(usual)
                || usual > REQUEST_SECONDS
                || now < usual * SLOWER_TIMES
                || now - usual < SLOWER_SECONDS) {
            return null;
        }
        String sentence =
                "Connections to %s last %s (before: %s).".formatted(target, Figure.seconds(now), Figure.seconds(usual));
        return new Change(Kind.SLOWER, sentence, now - usual);
    }

    private static @Nullable Change farther(Trend trend, String target) {
        Double now = seconds(trend.recent().traffic().rtt());
        if (now == null) {
            return unanswered(trend, target);
        }
        if (now < FARTHER_SECONDS) {
            return null;
        }
        double usual = usual(trend.past(), Traffic::rtt);
        if (Double.isNaN(usual) || now < usual * FARTHER_TIMES || now - usual < FARTHER_SECONDS) {
            return null;
        }
        String sentence = "Packets to %s are acknowledged after %s (before: %s)."
                .formatted(target, Figure.seconds(now), Figure.seconds(usual));
        return new Change(Kind.FARTHER, sentence, now - usual);
    }

    /** So far that nothing comes back at all. */
    private static @Nullable Change unanswered(Trend trend, String target) {
        Traffic now = trend.recent().traffic();
        boolean asked = now.bytesSent() > 0 || now.attempts() > 0;
        if (!asked || now.bytesReceived() > 0 || trend.past().size() < LEAST_STRETCHES_OF_RATES) {
            return null;
        }
        double usual = Usual.median(trend.past(), stretch -> stretch.traffic().bytesReceived() / stretch.seconds());
        if (usual < STEADY_BYTES_PER_SECOND) {
            return null;
        }
        String sentence = "%s answers nothing (before: %s bytes).".formatted(target, Figure.perSecond(usual));
        return new Change(Kind.FARTHER, sentence, trend.recent().seconds());
    }

    private static @Nullable Change silent(Trend trend, String source, String target) {
        Traffic now = trend.recent().traffic();
        if (trend.past().size() < LEAST_STRETCHES_OF_RATES || now.attempts() > 0) {
            return null;
        }
        if (Usual.median(trend.past(), Usual::attempts) < STEADY_ATTEMPTS) {
            return null;
        }
        double rate = Usual.median(trend.past(), stretch -> stretch.traffic().attempts() / stretch.seconds());
        String sentence = "%s connects to %s no longer (before: %s), although it is still asked."
                .formatted(source, target, Figure.perSecond(rate));
        return new Change(Kind.SILENT, sentence, 0);
    }

    private static @Nullable Change stuck(Trend trend, String source, String target) {
        Traffic now = trend.recent().traffic();
        boolean still = now.attempts() == 0 && Usual.bytes(now) == 0;
        if (!still || now.active() < LEAST_HELD || trend.past().size() < LEAST_STRETCHES_OF_RATES) {
            return null;
        }
        if (Usual.median(trend.past(), stretch -> Usual.bytes(stretch.traffic()) / stretch.seconds())
                < STEADY_BYTES_PER_SECOND) {
            return null;
        }
        String sentence =
                "%s holds %d connections to %s and uses none of them, although it is still asked: they are taken and not given back."
                        .formatted(source, now.active(), target);
        return new Change(Kind.STUCK, sentence, 0);
    }

    private static @Nullable Change surge(Trend trend, String source, String target) {
        double now = Usual.openedPerSecond(trend.recent());
        if (now < SURGE_PER_SECOND || trend.past().size() < LEAST_STRETCHES_OF_RATES) {
            return null;
        }
        double usual = Usual.high(trend.past(), Usual::openedPerSecond);
        if (now < usual * SURGE_TIMES || now - usual < SURGE_PER_SECOND) {
            return null;
        }
        String times = usual == 0 ? "Suddenly" : "%s times as often as before".formatted(Figure.number(now / usual));
        String sentence = "%s: %s connects to %s %s (before: %s)."
                .formatted(times, source, target, Figure.perSecond(now), Figure.perSecond(usual));
        return new Change(Kind.SURGE, sentence, 0);
    }

    /** NaN where too little was measured. */
    private static double usual(List<Stretch> past, Function<Traffic, Mean> what) {
        double[] means = new double[past.size()];
        int measured = 0;
        for (Stretch stretch : past) {
            Double mean = seconds(what.apply(stretch.traffic()));
            if (mean != null) {
                means[measured++] = mean;
            }
        }
        return measured < LEAST_STRETCHES ? Double.NaN : Usual.low(Arrays.copyOf(means, measured));
    }

    private static @Nullable Double seconds(Mean mean) {
        return mean.count() < LEAST_SAMPLES ? null : mean.seconds();
    }
}
