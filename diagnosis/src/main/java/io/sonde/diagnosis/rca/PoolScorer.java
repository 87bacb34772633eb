// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.EdgeCourse.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who holds connections and uses none of them, although it is still asked: they are taken and not given back. */
final class PoolScorer implements CourseScorer {
    private static final double HELD = .9;
    private static final long LEAST_HELD = 2;
    private static final double STEADY_BYTES_PER_SECOND = 25;

    /** Of the steps that are looked at: in the first ones there is still some traffic. */
    private static final double STILL_SHARE = .5;

    @Override
    public Part part() {
        return Part.CONNECTIONS;
    }

    @Override
    public List<Finding> findings(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        for (Line line : scene.lines()) {
            if (scene.concerns(line.source()) && isStuck(line, scene)) {
                findings.add(finding(line, scene));
            }
        }
        return findings;
    }

    private static boolean isStuck(Line line, Scene scene) {
        if (!line.edge().has(Figure.ACTIVE)
                || !(line.usual(step -> line.bytes(step) / Math.max(1, scene.seconds(step)))
                        >= STEADY_BYTES_PER_SECOND)) {
            return false;
        }
        long still = IntStream.of(scene.now())
                .filter(step ->
                        line.attempts(step) == 0 && line.bytes(step) == 0 && line.at(Figure.ACTIVE, step) >= LEAST_HELD)
                .count();
        return still > 0
                && still >= scene.now().length * STILL_SHARE
                && scene.demand(line.source()).goesOn()
                && !isHindered(line, scene);
    }

    /** Whether another of its dependencies keeps it from using this one. */
    private static boolean isHindered(Line line, Scene scene) {
        return scene.outbound(line.source()).stream()
                .filter(other -> !other.target().equals(line.target()))
                .anyMatch(other -> other.failed() > other.attempts() / 2.0 && other.failed() > 0);
    }

    private Finding finding(Line line, Scene scene) {
        double held = line.now(step -> (double) line.at(Figure.ACTIVE, step));
        double usual = line.usual(step -> line.bytes(step) / Math.max(1, scene.seconds(step)));
        String sentence = Sentence.of(
                "holds %.0f connections to %s and uses none of them (usually %s bytes a second), although it is still"
                        + " asked: they are taken and not given back",
                held, scene.name(line.target()), Told.number(usual));
        Measured measured = line.measured(
                "bytes",
                "1/s",
                usual,
                line.now(step -> line.bytes(step) / Math.max(1, scene.seconds(step))),
                step -> line.bytes(step) / Math.max(1, scene.seconds(step)));
        return new Finding(line.source(), part(), FaultKind.POOL, HELD, sentence, null, measured, null);
    }
}
