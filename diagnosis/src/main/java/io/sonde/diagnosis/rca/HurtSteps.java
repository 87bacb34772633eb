// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The steps in which those who call a service are plainly worse off than before: more of what they ask fails, or it takes longer.
 * Of a service that nobody calls, its own calls are looked at.
 */
final class HurtSteps {
    private static final double LEAST_FAILED = 3;
    private static final double FAILED_TIMES = 3;
    private static final double FAILED_MORE = .05;
    private static final double SLOWER_TIMES = 2;
    private static final double SLOWER_SECONDS = .05;
    /** Also with an earlier fault in the past it says how slow it is in its slower times when all is well. */
    private static final double HIGH = .75;

    private static final double LOW = .25;

    /** One step may be chance, unless very much fails in it. */
    private static final int LEAST_STEPS = 2;

    private static final double MANY_FAILED = 10;

    private final List<Line> lines;
    private final Scene scene;

    /** Whether these are the service's own calls, since nobody calls it. */
    private final boolean outward;

    private HurtSteps(List<Line> lines, Scene scene, boolean outward) {
        this.lines = lines;
        this.scene = scene;
        this.outward = outward;
    }

    static int[] of(Scene scene) {
        return of(scene, scene.asked()).steps();
    }

    static HurtSteps of(Scene scene, String service) {
        List<Line> inbound = scene.inbound(service);
        return inbound.isEmpty()
                ? new HurtSteps(scene.outbound(service), scene, true)
                : new HurtSteps(inbound, scene, false);
    }

    static HurtSteps on(Scene scene, List<Line> lines) {
        return new HurtSteps(lines, scene, false);
    }

    /** Steps of the past that stand out of it in the same way. */
    static int[] earlier(Scene scene) {
        HurtSteps steps = of(scene, scene.asked());
        double usualShare = steps.past(steps::failedShare).medianOr(0);
        double usualSeconds = steps.past(steps::answerSeconds).medianOr(Double.NaN);
        return IntStream.of(scene.before())
                .filter(step ->
                        (steps.failed(step) >= LEAST_FAILED && steps.failedShare(step) - usualShare >= FAILED_MORE)
                                || (steps.answerSeconds(step) >= usualSeconds * SLOWER_TIMES
                                        && steps.answerSeconds(step) - usualSeconds >= SLOWER_SECONDS))
                .toArray();
    }

    int[] steps() {
        int[] failing = failing();
        int[] slow = slow();
        return IntStream.concat(IntStream.of(failing), IntStream.of(slow))
                .sorted()
                .distinct()
                .toArray();
    }

    boolean lookOutward() {
        return outward;
    }

    /** Whether it is rather errors than delays that hurt. */
    boolean fails() {
        return failing().length >= slow().length;
    }

    private int[] failing() {
        double usual = past(this::failedShare).medianOr(0);
        int[] steps = IntStream.of(scene.during())
                .filter(step -> failed(step) >= LEAST_FAILED
                        && failedShare(step) >= usual * FAILED_TIMES
                        && failedShare(step) - usual >= FAILED_MORE)
                .toArray();
        boolean plain =
                steps.length >= LEAST_STEPS || IntStream.of(steps).anyMatch(step -> failed(step) >= MANY_FAILED);
        return plain ? steps : new int[0];
    }

    private int[] slow() {
        Sample past = past(this::answerSeconds);
        if (past.isEmpty()) {
            return new int[0];
        }
        double slow = isSlowThroughout(past) ? past.median() : past.quantile(HIGH);
        int[] steps = IntStream.of(scene.during())
                .filter(step -> isSlower(answerSeconds(step), slow))
                .toArray();
        return steps.length >= LEAST_STEPS ? steps : new int[0];
    }

    /** Nearly all of the time of trouble: then slow moments of the past excuse nothing. */
    private boolean isSlowThroughout(Sample past) {
        Sample during = Sample.of(IntStream.of(scene.during())
                .mapToDouble(this::answerSeconds)
                .filter(value -> !Double.isNaN(value))
                .toArray());
        return during.size() > LEAST_STEPS && isSlower(during.quantile(LOW), past.median());
    }

    private static boolean isSlower(double seconds, double usual) {
        return seconds >= usual * SLOWER_TIMES && seconds - usual >= SLOWER_SECONDS;
    }

    double asked(int step) {
        return lines.stream().mapToDouble(line -> line.asked(step)).sum();
    }

    double failed(int step) {
        return lines.stream().mapToDouble(line -> line.failed(step)).sum();
    }

    double failedShare(int step) {
        double asked = asked(step);
        return asked == 0 ? 0 : Math.min(1, failed(step) / asked);
    }

    /** NaN where nothing was answered. */
    double answerSeconds(int step) {
        double seconds = 0;
        long answers = 0;
        for (Line line : lines) {
            double each = line.answerSeconds(step);
            if (!Double.isNaN(each)) {
                seconds += each * line.answered(step);
                answers += line.answered(step);
            }
        }
        return answers == 0 ? Double.NaN : seconds / answers;
    }

    Sample past(IntToDoubleFunction number) {
        return Sample.of(IntStream.of(scene.before())
                .mapToDouble(number)
                .filter(value -> !Double.isNaN(value))
                .toArray());
    }
}
