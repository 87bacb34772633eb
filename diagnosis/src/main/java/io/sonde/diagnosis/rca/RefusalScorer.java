// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.EdgeCourse.Figure;
import io.sonde.diagnosis.world.ServiceCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who answers that it takes no connection, or breaks it off: whoever does so is there, and it is its own doing. */
final class RefusalScorer implements CourseScorer {
    private static final long LEAST_REFUSED = 3;
    private static final long LEAST_RESET = 5;

    /** Some programs end every connection by a reset: only more of them than before says something. */
    private static final double LEAST_RESET_SHARE = .05;

    private static final double LEAST_REFUSED_SHARE = .01;
    private static final double TIMES = 3;

    /** The share of connections that is worth one half. */
    private static final double HALF_SHARE = .1;

    /** Where the network is in trouble too, a reset need not be anybody's will. */
    private static final double DISTURBED = .6;

    private static final double PERCENT = 100;

    @Override
    public Part part() {
        return Part.CONNECTIONS;
    }

    @Override
    public List<Finding> findings(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        for (Line line : scene.lines()) {
            if (line.edge().has(Figure.REFUSED)) {
                add(findings, refused(line, scene));
            }
            if (line.edge().has(Figure.RESET)) {
                add(findings, reset(line, scene));
            }
        }
        return findings;
    }

    private static void add(List<Finding> findings, @Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    private @Nullable Finding refused(Line line, Scene scene) {
        long refused = line.now(Figure.REFUSED);
        long of = line.attempts();
        double share = (double) refused / Math.max(1, of);
        double usual = line.past(step -> share(line.at(Figure.REFUSED, step), line.attempts(step)))
                .medianOr(0);
        if (refused < LEAST_REFUSED || share < LEAST_REFUSED_SHARE || share < usual * TIMES) {
            return null;
        }
        ServiceCourse target = scene.course().service(line.target());
        boolean ended = target != null && ProcessScorer.ended(target, scene) > 0;
        FaultKind kind = ended
                ? FaultKind.CRASH
                : target != null && target.external() ? FaultKind.EXTERNAL : FaultKind.UNAVAILABLE;
        String sentence = Sentence.of(
                "%s %% of the connections from %s are refused (%d of %d; %s)",
                Told.percent(share), scene.name(line.source()), refused, of, Told.usually(scene.ofPast(usual)));
        Measured measured = line.measured(
                "connectionsRefused",
                "%",
                scene.ofPast(PERCENT * usual),
                PERCENT * share,
                step -> PERCENT * share(line.at(Figure.REFUSED, step), line.attempts(step)));
        return new Finding(
                line.target(),
                part(),
                kind,
                Scale.half(Proportion.atLeast(refused, of) - usual, HALF_SHARE),
                sentence,
                null,
                measured,
                null);
    }

    private @Nullable Finding reset(Line line, Scene scene) {
        long reset = line.now(Figure.RESET);
        long of = Math.max(
                reset,
                IntStream.of(scene.now())
                        .mapToLong(step -> line.at(Figure.OPENED, step))
                        .sum());
        double share = (double) reset / Math.max(1, of);
        double usual = line.past(step -> share(line.at(Figure.RESET, step), line.at(Figure.OPENED, step)))
                .medianOr(0);
        if (reset < LEAST_RESET || share < LEAST_RESET_SHARE || share < usual * TIMES) {
            return null;
        }
        String sentence = Sentence.of(
                "breaks off %s %% of the connections from %s (%d of %d reset; %s)",
                Told.percent(share), scene.name(line.source()), reset, of, Told.usually(scene.ofPast(usual)));
        Measured measured = line.measured(
                "connectionsReset",
                "%",
                scene.ofPast(PERCENT * usual),
                PERCENT * share,
                step -> PERCENT * share(line.at(Figure.RESET, step), line.at(Figure.OPENED, step)));
        boolean disturbed = LossScorer.isDisturbed(line, scene);
        return new Finding(
                line.target(),
                part(),
                disturbed ? FaultKind.NETWORK : FaultKind.CLOSES_EARLY,
                (disturbed ? DISTURBED : 1) * Scale.half(Proportion.atLeast(reset, of) - usual, HALF_SHARE),
                sentence,
                null,
                measured,
                null);
    }

    private static double share(long count, long of) {
        return of == 0 ? 0 : Math.min(1, (double) count / of);
    }
}
