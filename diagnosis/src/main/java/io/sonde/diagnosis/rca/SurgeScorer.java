// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.List;

/** Who asks many times as much as before without being asked more itself: there a surge begins. */
final class SurgeScorer implements CourseScorer {
    private static final double TIMES = 4;
    private static final double LEAST_PER_SECOND = 5;
    private static final double HALF_TIMES = 2;
    private static final double HIGH = .9;
    private static final double HINDERED_SHARE = .2;

    @Override
    public Part part() {
        return Part.LOAD;
    }

    @Override
    public List<Finding> findings(Scene scene) {
        List<Finding> findings = new ArrayList<>();
        if (!scene.hasPast()) {
            return findings;
        }
        for (Line line : scene.linesAround()) {
            if (isSurge(line, scene) && !scene.demand(line.source()).isMuchMore()) {
                findings.add(finding(line, scene));
            }
        }
        return findings;
    }

    private static boolean isSurge(Line line, Scene scene) {
        double now = line.askedPerSecond();
        if (now < LEAST_PER_SECOND) {
            return false;
        }
        double usual = usual(line);
        return now >= usual * TIMES
                && now - usual >= LEAST_PER_SECOND
                && !retries(line, scene)
                && !isHindered(line, scene);
    }

    /** Whoever is not answered asks again. */
    private static boolean retries(Line line, Scene scene) {
        return line.failed() > line.askedPerSecond() * scene.seconds(scene.now()) / 2;
    }

    /** Whoever gets nothing from one looks more often for others, and for their names. */
    private static boolean isHindered(Line line, Scene scene) {
        return scene.outbound(line.source()).stream()
                .filter(other -> !other.target().equals(line.target()))
                .anyMatch(
                        other -> other.failed() > other.askedPerSecond() * scene.seconds(scene.now()) * HINDERED_SHARE);
    }

    private static double usual(Line line) {
        Sample past = line.past(line::askedPerSecond);
        return past.isEmpty() ? 0 : past.quantile(HIGH);
    }

    private Finding finding(Line line, Scene scene) {
        double now = line.askedPerSecond();
        double usual = usual(line);
        String sentence = Sentence.of(
                "asks %s %s times a second (before: %s at most), and is not asked more itself",
                scene.name(line.target()), Told.number(now), Told.number(usual));
        Measured measured = line.measured("requestsAsked", "1/s", usual, now, line::askedPerSecond);
        double times = now / Math.max(usual, 1);
        return new Finding(
                line.source(),
                part(),
                FaultKind.OVERLOAD,
                Scale.half(times, HALF_TIMES),
                sentence,
                null,
                measured,
                null);
    }
}
