// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** In words and figures, how those who call a service are worse off than before. */
final class Harm {
    private static final double PERCENT = 100;

    private Harm() {}

    /** Of the service that was asked about; of errors nothing where there never were any. */
    static String told(Scene scene) {
        HurtSteps steps = HurtSteps.of(scene, scene.asked());
        double now = now(scene, steps::answerSeconds);
        boolean timed = !Double.isNaN(now) && !Double.isNaN(usual(steps, steps::answerSeconds));
        if (!timed) {
            return failing(scene, steps);
        }
        boolean failed = sum(scene, steps::failed) > 0 || usualShare(steps) > 0;
        return (failed ? failing(scene, steps) + ", and " : "") + late(scene, steps);
    }

    static String failing(Scene scene, HurtSteps steps) {
        double asked = sum(scene, steps::asked);
        double failed = sum(scene, steps::failed);
        if (asked == 0) {
            return steps.lookOutward() ? "it asks nobody" : "nobody asks it";
        }
        return Sentence.of(
                "%s %% of what it %s fails (%.0f of %.0f; %s)",
                Told.percent(Math.min(1, failed / asked)),
                steps.lookOutward() ? "asks" : "is asked",
                failed,
                asked,
                Told.usually(scene.ofPast(usualShare(steps))));
    }

    static String late(Scene scene, HurtSteps steps) {
        double usual = usual(steps, steps::answerSeconds);
        return Sentence.of(
                "answers take %s on average (%s)",
                Told.seconds(now(scene, steps::answerSeconds)),
                Double.isNaN(usual) ? "what is usual is not known" : "usually " + Told.seconds(usual));
    }

    static Measured failures(Scene scene, HurtSteps steps) {
        double asked = sum(scene, steps::asked);
        return new Measured(
                "requestsFailed",
                "%",
                known(scene.ofPast(PERCENT * steps.past(steps::failedShare).medianOr(0))),
                asked == 0 ? null : PERCENT * Math.min(1, sum(scene, steps::failed) / asked),
                Line.points(scene, step -> PERCENT * steps.failedShare(step)),
                null);
    }

    static Measured lateness(Scene scene, HurtSteps steps) {
        return new Measured(
                "answerTime",
                "s",
                known(usual(steps, steps::answerSeconds)),
                known(now(scene, steps::answerSeconds)),
                Line.points(scene, steps::answerSeconds),
                null);
    }

    /** When users began to be hurt; null where they are not, or that cannot be told. */
    static @Nullable Began began(Scene scene, Frame frame) {
        if (scene.hurt().isEmpty()) {
            return null;
        }
        HurtSteps steps = HurtSteps.of(scene, scene.asked());
        Measured measured = steps.fails() ? failures(scene, steps) : lateness(scene, steps);
        return measured.before() == null || measured.after() == null
                ? null
                : Began.of(measured.points(), frame, measured.before(), measured.after());
    }

    private static @Nullable Double known(double number) {
        return Double.isNaN(number) ? null : number;
    }

    private static double usualShare(HurtSteps steps) {
        return steps.past(steps::failedShare).medianOr(0);
    }

    private static double usual(HurtSteps steps, IntToDoubleFunction number) {
        return steps.past(number).medianOr(Double.NaN);
    }

    private static double now(Scene scene, IntToDoubleFunction number) {
        return Sample.of(IntStream.of(scene.now())
                        .mapToDouble(number)
                        .filter(value -> !Double.isNaN(value))
                        .toArray())
                .medianOr(Double.NaN);
    }

    private static double sum(Scene scene, IntToDoubleFunction number) {
        return IntStream.of(scene.now()).mapToDouble(number).sum();
    }
}
