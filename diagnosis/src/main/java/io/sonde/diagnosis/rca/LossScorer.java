// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.EdgeCourse.Figure;
import io.sonde.diagnosis.world.ServiceCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where packets do not arrive, or late. If others reach the target well it is the way between the two; else it is the target, or
 * the network in front of it.
 */
final class LossScorer implements CourseScorer {
    private static final long LEAST_LOST = 3;
    private static final double LEAST_SHARE = .01;
    private static final double TIMES = 3;
    private static final double HALF_SHARE = .1;

    private static final double FARTHER_TIMES = 5;

    /** More than an acknowledgement that is held back (40 ms). */
    private static final double FARTHER_SECONDS = .05;

    private static final double HALF_FARTHER = 4;
    private static final double STEADY_BYTES_PER_SECOND = 25;

    /** Nothing at all comes back of what is sent. */
    private static final double SILENCE = .8;

    private static final long LEAST_RESENT = 5;

    private static final double PERCENT = 100;

    /** What is wrong on the way to a target. */
    private record Loss(Line line, double value, String sentence, Measured measured) {}

    @Override
    public Part part() {
        return Part.CONNECTIONS;
    }

    @Override
    public List<Finding> findings(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        for (Line line : scene.lines()) {
            if (!Astray.isAstray(line, scene)) {
                for (Loss loss : losses(line, scene)) {
                    findings.add(finding(loss, scene));
                }
            }
        }
        return findings;
    }

    /** Whether packets of this caller are lost while those of another arrive. */
    static boolean isCutOff(Line line, Scene scene) {
        return !losses(line, scene).isEmpty() && othersReach(line, scene);
    }

    /** Whether packets are lost or late, or more of them have to be sent again: what comes too late is broken off as well. */
    static boolean isDisturbed(Line line, Scene scene) {
        double usual = line.past(step -> line.at(Figure.RETRANSMITS, step)).medianOr(0);
        int[] resent = IntStream.of(scene.now())
                .filter(step -> line.at(Figure.RETRANSMITS, step) >= LEAST_RESENT
                        && line.at(Figure.RETRANSMITS, step) >= usual * TIMES)
                .toArray();
        return resent.length * 2 > scene.now().length || !losses(line, scene).isEmpty();
    }

    private static boolean othersReach(Line line, Scene scene) {
        return scene.inbound(line.target()).stream()
                .filter(other -> !other.source().equals(line.source()) && !other.isNames())
                .anyMatch(other -> other.isAnswered() && losses(other, scene).isEmpty());
    }

    private Finding finding(Loss loss, Scene scene) {
        Line line = loss.line;
        if (othersReach(line, scene)) {
            String sentence = loss.sentence + "; others reach " + scene.name(line.target());
            return new Finding(
                    Scene.link(line.source(), line.target()),
                    part(),
                    FaultKind.NETWORK,
                    loss.value,
                    sentence,
                    null,
                    loss.measured,
                    null);
        }
        ServiceCourse target = scene.course().service(line.target());
        FaultKind kind = target != null && target.external() ? FaultKind.EXTERNAL : FaultKind.NETWORK;
        return new Finding(line.target(), part(), kind, loss.value, loss.sentence, null, loss.measured, null);
    }

    private static List<Loss> losses(Line line, Scene scene) {
        List<Loss> losses = new ArrayList<>();
        for (Loss loss : new @Nullable Loss[] {lost(line, scene), farther(line, scene), silent(line, scene)}) {
            if (loss != null) {
                losses.add(loss);
            }
        }
        return losses;
    }

    private static @Nullable Loss lost(Line line, Scene scene) {
        if (!line.edge().has(Figure.TIMED_OUT) && !line.edge().has(Figure.UNREACHABLE)) {
            return null;
        }
        long lost = line.now(Figure.TIMED_OUT) + line.now(Figure.UNREACHABLE);
        long of = line.attempts();
        double share = (double) lost / Math.max(1, of);
        double usual = line.past(step -> share(line, step)).medianOr(0);
        if (lost < LEAST_LOST || share < LEAST_SHARE || share < usual * TIMES) {
            return null;
        }
        String how = line.now(Figure.TIMED_OUT) >= line.now(Figure.UNREACHABLE) ? "time out" : "find no route";
        String sentence = Sentence.of(
                "%s %% of the connections from %s to %s %s (%d of %d; %s)",
                Told.percent(share),
                scene.name(line.source()),
                scene.name(line.target()),
                how,
                lost,
                of,
                Told.usually(scene.ofPast(usual)));
        Measured measured = line.measured(
                "connectionsLost",
                "%",
                scene.ofPast(PERCENT * usual),
                PERCENT * share,
                step -> PERCENT * share(line, step));
        return new Loss(line, Scale.half(Proportion.atLeast(lost, of) - usual, HALF_SHARE), sentence, measured);
    }

    private static double share(Line line, int step) {
        return line.attempts(step) == 0 ? 0 : (double) line.lost(step) / line.attempts(step);
    }

    private static @Nullable Loss farther(Line line, Scene scene) {
        double now = line.now(line::rttSeconds);
        double usual = line.usual(line::rttSeconds);
        if (!(now >= usual * FARTHER_TIMES) || now - usual < FARTHER_SECONDS) {
            return null;
        }
        String sentence = Sentence.of(
                "packets from %s to %s are acknowledged after %s (usually %s)",
                scene.name(line.source()), scene.name(line.target()), Told.seconds(now), Told.seconds(usual));
        Measured measured = line.measured("roundTripTime", "s", usual, now, line::rttSeconds);
        return new Loss(line, Scale.half(now / usual, HALF_FARTHER), sentence, measured);
    }

    /** Bytes go there and none come back, although the network is asked and the target waits for nobody. */
    private static @Nullable Loss silent(Line line, Scene scene) {
        int[] quiet = IntStream.of(scene.now())
                .filter(step -> line.at(Figure.SENT, step) > 0
                        && line.at(Figure.RECEIVED, step) == 0
                        && line.at(Figure.RTTS, step) == 0)
                .toArray();
        double usual = line.usual(step -> line.rate(Figure.RECEIVED, step));
        if (quiet.length * 2 < scene.now().length || quiet.length == 0 || !(usual >= STEADY_BYTES_PER_SECOND)) {
            return null;
        }
        String sentence = Sentence.of(
                "nothing that %s sends to %s is acknowledged (usually %s bytes a second came back)",
                scene.name(line.source()), scene.name(line.target()), Told.number(usual));
        Measured measured = line.measured(
                "bytesReceived",
                "1/s",
                usual,
                line.now(step -> line.rate(Figure.RECEIVED, step)),
                step -> line.rate(Figure.RECEIVED, step));
        return new Loss(line, SILENCE, sentence, measured);
    }
}
